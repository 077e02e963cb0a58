import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { http } from '../../lab/gateways/clients/http.ts';
import { type Ground, openGround } from '../../lab/gateways/ground.ts';
import { type Istio, startIstio } from '../../lab/gateways/istio/istio.ts';
import { startTraefik, type Traefik } from '../../lab/gateways/traefik/traefik.ts';
import { say } from '../cluster/say.ts';
import { routesTheShop } from './routed.ts';
import { host, shop } from './shop.ts';

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
  after(() => ground?.stop());

  routesTheShop(() => ({ ground, endpoint: traefik.endpoint }));
});

describe('Istio', () => {
  let ground: Ground;
  let istio: Istio;
  before(async () => {
    ground = await openGround('istio', shop('istio', { http: 80, https: 443 }), { progress: say });
    istio = await startIstio(ground, {}, 2);
  });
  after(() => ground?.stop());

  test('the pods of the gateway take the whole configuration', async () => {
    assert.deepEqual(await istio.rejected(), []);
  });

  test('the second pod of the gateway routes like the first', async () => {
    const { echo } = await http(istio.endpoint('http', 1), { host, path: '/teas' });
    assert.equal(echo?.backend, 'shop/teas');
  });

  routesTheShop(() => ({ ground, endpoint: istio.endpoint }));
});
