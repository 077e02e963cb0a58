import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { http } from '../../lab/gateways/clients/http.ts';
import { type Ground, openGround } from '../../lab/gateways/ground.ts';
import type { Fault } from '../../lab/gateways/issuer.ts';
import { type Istio, startIstio } from '../../lab/gateways/istio/istio.ts';
import { podAddress } from '../../lab/gateways/kong/endpoints.ts';
import { type Kong, startKong } from '../../lab/gateways/kong/kong.ts';
import { startTraefik, type Traefik } from '../../lab/gateways/traefik/traefik.ts';
import { until } from '../../lab/until.ts';
import { say } from '../cluster/say.ts';
import { endsCleanly } from './endsCleanly.ts';
import { refusedByEnvoy } from './refusedByEnvoy.ts';
import { routesTheShop } from './routed.ts';
import { host, kongClass, shop } from './shop.ts';
import { checkedByIstio, issuer, keysPath } from './tokens.ts';

// The ground that tests of gateways stand on: real gateways route real requests by a few objects written by hand.

describe('Traefik', () => {
  let ground: Ground;
  let traefik: Traefik;
  before(async () => {
    ground = await openGround('traefik', shop('traefik', { http: 8000, https: 8443 }), { progress: say });
    traefik = await startTraefik(ground, {
      entryPoints: { web: { address: ':8000' }, websecure: { address: ':8443', http: { tls: {} } } },
    });
  });
  after(() => endsCleanly(ground));

  routesTheShop(() => ({ ground, endpoint: traefik.endpoint }));
});

describe('Istio', () => {
  let ground: Ground;
  let istio: Istio;
  before(async () => {
    const objects = [...shop('istio', { http: 80, https: 443 }), ...checkedByIstio];
    const responders = { 'shop/login': issuer.servesKeys(keysPath) };
    ground = await openGround('istio', objects, { responders, progress: say });
    istio = await startIstio(ground, {}, 2);
  });
  after(() => endsCleanly(ground));

  test('the pods of the gateway take the whole configuration', async () => {
    assert.deepEqual(await istio.rejected(), []);
  });

  test('the second pod of the gateway routes like the first', async () => {
    const { echo } = await http(istio.endpoint('http', 1), { host, path: '/teas' });
    assert.equal(echo?.backend, 'shop/teas');
  });

  const withToken = (fault?: Fault) => {
    const headers = { authorization: `Bearer ${issuer.token(fault)}` };
    return http(istio.endpoint('http'), { host, path: '/teas', headers });
  };

  test('a request with a token that the keys of the issuer verify reaches the backend', async () => {
    assert.equal((await withToken()).echo?.backend, 'shop/teas');
  });

  for (const fault of ['expired', 'other audience', 'other issuer', 'forged signature'] as const) {
    test(`a request with a token with the fault "${fault}" is refused`, async () => {
      const { status, echo } = await withToken(fault);
      assert.ok([401, 403].includes(status), `${status}`);
      assert.equal(echo, undefined);
    });
  }

  routesTheShop(() => ({ ground, endpoint: istio.endpoint }));

  test('configuration that Envoy does not take is reported', async () => {
    await ground.cluster.api.create(refusedByEnvoy);
    await until('Envoy has refused it', 10, async () => {
      const rejected = await istio.rejected();
      return rejected.some((line) => line.includes('lds.update_rejected')) || `${rejected}`;
    });
    const { echo } = await http(istio.endpoint('http'), { host, path: '/teas' });
    assert.equal(echo?.backend, 'shop/teas', 'it goes on with the configuration before');
  });
});

describe("Kong's controller", () => {
  let ground: Ground;
  let kong: Kong;
  before(async () => {
    ground = await openGround('kong', [kongClass, ...shop('kong', { http: 80, https: 443 })], { progress: say });
    kong = await startKong(ground, 'traditional_compatible');
  });
  after(() => endsCleanly(ground));

  for (const [path, service, port] of [
    ['/teas', 'teas', 9898],
    ['/orders', 'orders', 9000],
  ] as const) {
    test(`${path} of the host leads to the pods of ${service}`, async () => {
      const { services = [], upstreams = [] } = kong.configuration();
      const found = services.flatMap(({ host, routes = [] }) => routes.map((route) => ({ host, ...route })));
      const route = found.find(({ paths = [] }) => paths.includes(`${path}/`));
      assert.deepEqual(route?.paths, [`~${path}$`, `${path}/`]);
      assert.deepEqual(route.hosts, [host]);
      const upstream = upstreams.find(({ name }) => name === route.host);
      const place = ground.places.get(`shop/${service}`);
      assert.ok(place);
      assert.deepEqual(
        upstream?.targets?.map(({ target }) => target),
        [`${podAddress(place)}:${port}`],
      );
    });
  }

  test('a route that is deleted is gone from the configuration', async () => {
    const metadata = { name: 'shop', namespace: 'shop' };
    await ground.cluster.api.delete({ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata });
    await until('the configuration has no such route', 10, async () => {
      const left = JSON.stringify(kong.configuration().services ?? []);
      return !left.includes('/teas') || left;
    });
  });
});
