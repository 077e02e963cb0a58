import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../../model/resource.ts';
import type { Gateway } from '../../model/settings/cluster.ts';
import { httpRoute } from './httpRoute.ts';
import { gatewayOf } from './kinds.ts';
import { isOlder } from './leastVersion.ts';
import type { RoutePlan } from './plan.ts';
import { examplePlan } from './testing/plan.ts';

const plan = examplePlan({ name: 'shop-v1', app: 'shop', paths: [{ path: '/v1', service: 'shop', port: 8080 }] });

const istio = gatewayOf({ gateway: 'istio' });

interface Rule {
  readonly matches: readonly unknown[];
  readonly backendRefs: readonly { readonly name: string; readonly port: number; readonly weight: number }[];
  readonly timeouts?: unknown;
}
const specOf = (changes: Partial<RoutePlan> = {}) =>
  httpRoute({ ...plan, ...changes }, istio, {}).spec as Record<string, unknown> & { readonly rules: readonly Rule[] };
const shop = { group: '', kind: 'Service', name: 'shop', port: 8080 };
const path = (value: string, type = 'PathPrefix') => ({ path: { type, value } });

test('a route attaches to the listener of its host and sends a path with all below it to the Service of its app', () => {
  const spec = specOf();
  assert.deepEqual(spec.parentRefs, [
    {
      group: 'gateway.networking.k8s.io',
      kind: 'Gateway',
      name: 'gateway',
      namespace: 'gateways',
      sectionName: 'https-api',
    },
  ]);
  assert.deepEqual(spec.hostnames, ['api.example.com']);
  assert.partialDeepStrictEqual(spec.rules, [
    { matches: [path('/v1')], timeouts: { request: '15s' }, backendRefs: [{ ...shop, weight: 1 }] },
  ]);
  assert.equal(spec.rules.length, 1);
});

test('what goes on has no timeout', () => {
  const { seconds: _, ...endless } = plan;
  const spec = httpRoute({ ...endless, exchange: 'long-lived' }, istio, {}).spec as {
    readonly rules: readonly Rule[];
  };
  assert.equal(spec.rules[0]?.timeouts, undefined);
});

test('each method is a match of its own, with the headers that a request must have', () => {
  const [rule] = specOf({ methods: ['GET', 'HEAD'], headers: { 'X-Api': '2' } }).rules;
  const headers = [{ type: 'Exact', name: 'X-Api', value: '2' }];
  assert.deepEqual(rule?.matches, [
    { ...path('/v1'), headers, method: 'GET' },
    { ...path('/v1'), headers, method: 'HEAD' },
  ]);
});

test('browsers ask with OPTIONS before they call another origin, whatever method that is', () => {
  const methodsOf = (origins: readonly string[]) =>
    specOf({ methods: ['POST'], origins }).rules[0]?.matches.map((one) => (one as { method: string }).method);
  assert.deepEqual(methodsOf([]), ['POST']);
  assert.deepEqual(methodsOf(['https://example.com']), ['POST', 'OPTIONS']);
});

test('older versions of the mobile app go to what answers 426, before the rule of all others', () => {
  const [old, rest] = specOf({ leastVersion: '1.4.0' }).rules;
  assert.deepEqual(old?.matches, [
    { ...path('/v1'), headers: [{ type: 'RegularExpression', name: 'X-App-Version', value: isOlder('1.4.0') }] },
  ]);
  assert.partialDeepStrictEqual(old?.backendRefs, [{ name: 'edge', namespace: 'gateways', port: 8081 }]);
  assert.deepEqual(rest?.matches, [path('/v1')]);
});

test('closed paths go to what answers 404', () => {
  const [closed] = specOf({ closed: ['/v1/health'] }).rules;
  assert.deepEqual(closed?.matches, [path('/v1/health')]);
  assert.partialDeepStrictEqual(closed?.backendRefs, [{ name: 'edge', namespace: 'gateways', port: 8082 }]);
});

test('a canary takes its share, and all requests of testers', () => {
  const [testers, all] = specOf({ canary: { service: 'shop-canary', weight: 10 } }).rules;
  assert.deepEqual(testers?.matches, [
    { ...path('/v1'), headers: [{ type: 'Exact', name: 'X-Canary', value: 'always' }] },
  ]);
  assert.deepEqual(testers?.backendRefs, [{ ...shop, name: 'shop-canary', weight: 1 }]);
  assert.deepEqual(all?.backendRefs, [
    { ...shop, weight: 90 },
    { ...shop, name: 'shop-canary', weight: 10 },
  ]);
});

test('a gRPC route names a service, or one of its methods', () => {
  const matchesOf = (value: string): unknown => {
    const { kind, spec }: Resource = httpRoute(
      { ...plan, protocol: 'grpc', paths: [{ path: value, service: 'shop', port: 9000 }] },
      istio,
      {},
    );
    assert.equal(kind, 'GRPCRoute');
    return (spec as { readonly rules: readonly Rule[] }).rules[0]?.matches;
  };
  assert.deepEqual(matchesOf('/shop.Catalogue'), [{ method: { type: 'Exact', service: 'shop.Catalogue' } }]);
  assert.deepEqual(matchesOf('/shop.Catalogue/Get'), [
    { method: { type: 'Exact', service: 'shop.Catalogue', method: 'Get' } },
  ]);
});

interface Filtered extends Rule {
  readonly filters?: readonly { readonly type: string }[];
}
const rulesIn = (gateway: Gateway, changes: Partial<RoutePlan> = {}) =>
  (httpRoute({ ...plan, ...changes }, gatewayOf({ gateway }), {}).spec as { readonly rules: readonly Filtered[] })
    .rules;

test('filters and timeouts are for what the app and its canary get, not for what is answered in their place', () => {
  const changes = {
    closed: ['/v1/health'],
    leastVersion: '1.4.0',
    canary: { service: 'shop-canary', weight: 10 },
  };
  assert.deepEqual(
    rulesIn('istio', changes).map(({ backendRefs: [first], filters = [], timeouts }) => [
      first?.name,
      filters.length > 0,
      timeouts !== undefined,
    ]),
    [
      ['edge', false, false],
      ['edge', false, false],
      ['shop-canary', true, true],
      ['shop', true, true],
    ],
  );
});

test('a timeout is on the rule only where the gateway obeys it, and on no rule of gRPC', () => {
  const timed = (gateway: Gateway, changes: Partial<RoutePlan> = {}) => rulesIn(gateway, changes)[0]?.timeouts;
  assert.deepEqual(timed('istio'), { request: '15s' });
  assert.equal(timed('kong'), undefined);
  assert.equal(timed('traefik'), undefined);
  assert.equal(timed('istio', { protocol: 'grpc' }), undefined);
});

test('a route has the annotations of its gateway', () => {
  const annotationsIn = (gateway: Gateway) => httpRoute(plan, gatewayOf({ gateway }), {}).metadata.annotations;
  assert.partialDeepStrictEqual(annotationsIn('kong'), { 'konghq.com/protocols': 'https' });
  assert.equal(annotationsIn('istio'), undefined);
});

test('a canary without a share gets requests of testers alone, and the rest has no weights', () => {
  const [testers, all] = specOf({ canary: { service: 'shop-canary', weight: 0 } }).rules;
  assert.deepEqual(testers?.backendRefs, [{ ...shop, name: 'shop-canary', weight: 1 }]);
  assert.deepEqual(all?.backendRefs, [{ ...shop, weight: 1 }]);
});
