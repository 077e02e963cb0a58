import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Ground, openGround } from '../../lab/gateways/ground.ts';
import { podAddress } from '../../lab/gateways/kong/endpoints.ts';
import { type Kong, startKong } from '../../lab/gateways/kong/kong.ts';
import { until } from '../../lab/until.ts';
import { say } from '../cluster/say.ts';
import { protectedPaths } from './callers.ts';
import { endsCleanly } from './endsCleanly.ts';
import { type Routed, type RoutedRequest, routeOf } from './kongRouter.ts';
import type { MobileRequest } from './mobile.ts';
import { productionWith } from './production.ts';
import { reached, unknown } from './routes.ts';

// Kong itself cannot be had here: what its real controller makes of the objects is held against the same table of
// requests, as far as a configuration tells. Scripts in Lua, signatures and counters are not run.

describe("Kong's controller", () => {
  let ground: Ground;
  let kong: Kong;
  const removed: (() => void)[] = [];
  before(async () => {
    const { objects } = await productionWith('kong', (remove) => removed.push(remove));
    ground = await openGround('kong', objects, { progress: say });
    kong = await startKong(ground, 'expressions');
    await until('all routes are in the configuration', 20, async () => {
      const routes = kong.configuration().services?.flatMap(({ routes = [] }) => routes) ?? [];
      return (routes.length > 14 && (kong.configuration().plugins?.length ?? 0) > 20) || `${routes.length} routes`;
    });
  });
  after(async () => {
    await endsCleanly(ground);
    for (const remove of removed) remove();
  });

  const routed = ({ host = 'api', path, method = 'GET', headers = {} }: MobileRequest): Routed | undefined => {
    const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
    const request: RoutedRequest = {
      host: `${host}.example.com`,
      path: path.split('?')[0] ?? '',
      method,
      headers: Object.fromEntries(lower),
    };
    return routeOf(kong.configuration(), request);
  };
  /** The Services behind a route, with their shares. */
  const behind = ({ service }: Routed): Record<string, number> => {
    const { targets = [] } = kong.configuration().upstreams?.find(({ name }) => name === service.host) ?? {};
    const byAddress = new Map([...ground.places].map(([name, place]) => [podAddress(place), name]));
    return Object.fromEntries(
      targets.map(({ target, weight = 0 }) => [byAddress.get(target.slice(0, target.indexOf(':'))) ?? target, weight]),
    );
  };
  const toEdge = (found: Routed | undefined) =>
    found !== undefined && Object.keys(behind(found)).join() === 'gateways/edge';

  for (const [what, request, backend] of reached) {
    test(`${what} is led to ${backend}`, () => {
      const found = routed(request);
      assert.ok(found);
      assert.equal(Object.keys(behind(found))[0]?.replace(/-canary$/, ''), backend);
      assert.notEqual(found.route.strip_path, true, 'the path stays');
    });
  }

  for (const [what, request] of unknown) {
    test(`${what} is led to nobody but edge`, () => {
      const found = routed(request);
      // The redirect takes what no route has, and answers 404 where TLS is used already.
      assert.ok(found === undefined || toEdge(found), `${found?.route.name}`);
    });
  }

  test('apps that are too old are led to edge, and need no token', () => {
    const found = routed({ path: '/v1/me', headers: { 'X-App-Version': '1.3.9' } });
    assert.ok(toEdge(found));
    assert.equal(found?.plugins.has('jwt'), false);
  });

  for (const request of protectedPaths) {
    test(`${request.host ?? 'api'}: ${request.path} has its signature checked, after its claims`, () => {
      const found = routed(request);
      const { config = {} } = found?.plugins.get('jwt') ?? {};
      assert.deepEqual(config.claims_to_verify, ['exp']);
      assert.equal(config.key_claim_name, 'iss');
      for (const name of ['pre-function', 'post-function']) assert.ok(found?.plugins.has(name), `${name} guards all`);
    });
  }

  test('a browser is answered before a token is asked for', () => {
    const { config = {} } = routed({ path: '/v1/catalogue/teas', method: 'OPTIONS' })?.plugins.get('cors') ?? {};
    assert.deepEqual(config.origins, ['https://example.com']);
    assert.equal(config.preflight_continue, false);
  });

  test('the one consumer has the key of the realm', () => {
    const [consumer, ...more] = kong.configuration().consumers ?? [];
    assert.equal(more.length, 0);
    assert.deepEqual(
      consumer?.jwt_secrets?.map(({ key, algorithm }) => ({ key, algorithm })),
      [{ key: 'https://auth.example.com/realms/mobile', algorithm: 'RS256' }],
    );
  });

  test('limits are counted in the one store, by what the script has read from the token', () => {
    for (const [request, requests] of [
      [{ path: '/v1/me' }, 20],
      [{ path: '/v1/billing/x' }, 5],
    ] as const) {
      const { config = {} } = routed(request)?.plugins.get('rate-limiting') ?? {};
      assert.equal(config.policy, 'redis');
      assert.equal(config.second, requests);
      assert.equal(config.limit_by, 'header');
      assert.match(String(config.header_name), /^x-user-id$/i);
      assert.match(JSON.stringify(config.redis), /limits-cache/);
      assert.match(JSON.stringify(config.redis), /only-for-this-test/, 'with the password of the store');
    }
  });

  test('the canary has its share, and testers always', () => {
    const feed = routed({ path: '/v1/feed' });
    const shares = feed ? behind(feed) : {};
    assert.equal(shares['backend/activity-canary'], (shares['backend/activity'] ?? 0) / 4, JSON.stringify(shares));
    const testers = routed({ path: '/v1/feed', headers: { 'X-Canary': 'always' } });
    assert.deepEqual(Object.keys(testers ? behind(testers) : {}), ['backend/activity-canary']);
    assert.ok(testers?.plugins.has('jwt'));
  });

  test('nothing is asked twice after it was sent, and ordinary answers have a time', () => {
    const { service } = routed({ path: '/v1/me' }) ?? {};
    assert.ok(service);
    assert.ok(service.retries <= 1, `${service.retries} retries`);
    assert.ok(service.read_timeout <= 15_000, `${service.read_timeout} ms`);
    const stream = routed({ host: 'realtime', path: '/connection/websocket' })?.service;
    assert.ok((stream?.read_timeout ?? 0) >= 3_600_000, 'a WebSocket may be silent for an hour');
  });

  test('uploads are passed on as they come, and only others have a greatest size', () => {
    const upload = routed({ host: 'files', path: '/files/1/abc', method: 'PATCH' });
    assert.equal(upload?.route.request_buffering, false);
    assert.equal(upload?.plugins.has('request-size-limiting'), false);
    assert.ok(routed({ path: '/v1/me' })?.plugins.has('request-size-limiting'));
  });

  test('a plugin that is taken away leaves the guard, which lets on nothing without a token', async () => {
    const metadata = { name: 'billing-v1-billing-token', namespace: 'backend' };
    await ground.cluster.api.delete({ apiVersion: 'configuration.konghq.com/v1', kind: 'KongPlugin', metadata });
    await until('the route has no jwt any more', 20, async () => {
      const found = routed({ path: '/v1/billing/x' });
      return found?.plugins.has('jwt') === false || 'it still has';
    });
    const found = routed({ path: '/v1/billing/x' });
    const { access = [] } = (found?.plugins.get('post-function')?.config ?? {}) as {
      readonly access?: readonly string[];
    };
    const [, open = ''] = /\['open'\] = \{([^}]*)\}/.exec(access.join('\n')) ?? [];
    assert.match(open, /HTTPRoute\/media\/thumbnails/, 'open routes are named');
    assert.ok(!open.includes('billing'), 'and this is none of them');
    assert.match(access.join('\n'), /exit\(401/);
  });
});
