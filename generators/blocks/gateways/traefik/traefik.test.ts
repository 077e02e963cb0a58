import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Inputs } from '../../../model/inputs.ts';
import type { Resource } from '../../../model/resource.ts';
import { exampleClusters } from '../../../testing/clusters.ts';
import { httpRoute } from '../httpRoute.ts';
import type { RoutePlan } from '../plan.ts';
import { examplePlan } from '../testing/plan.ts';
import { traefikGateway } from './index.ts';

const inputs = { cluster: { ...exampleClusters.azure, gateway: 'traefik' } } as unknown as Inputs;
const labels = { 'app.kubernetes.io/name': 'api' };
const plan = examplePlan({ largest: 1_048_576 });
const tokens = { issuer: 'https://auth.example.com/realms/mobile', audiences: ['mobile'], keys: 'http://auth/keys' };
const long: Pick<RoutePlan, 'exchange'> = { exchange: 'long-lived' };
const { seconds: _, ...endless } = plan;

/** The filters of a plan in their order, each by what it is. */
function order(one: RoutePlan): string[] {
  return traefikGateway.filters(one).map((filter) => filter.extensionRef?.name ?? filter.type);
}

function beside(one: RoutePlan): Resource[] {
  return [...traefikGateway.beside([one], inputs, labels)];
}

/** The spec of the Middleware of a plan with this name. */
function specOf(one: RoutePlan, name: string): unknown {
  return beside(one).find((object) => object.kind === 'Middleware' && object.metadata.name === name)?.spec;
}

test('every answer has security headers, and no request brings an identity or an address with it', () => {
  for (const one of [plan, { ...endless, ...long }, { ...plan, protocol: 'grpc' as const }]) {
    const [first, second] = traefikGateway.filters(one);
    assert.deepEqual(first, {
      type: 'ResponseHeaderModifier',
      responseHeaderModifier: {
        set: [
          { name: 'Strict-Transport-Security', value: 'max-age=31536000' },
          { name: 'X-Content-Type-Options', value: 'nosniff' },
        ],
        remove: ['Server', 'X-Powered-By'],
      },
    });
    assert.deepEqual(second, {
      type: 'RequestHeaderModifier',
      requestHeaderModifier: { remove: ['X-User-Id', 'Forwarded'] },
    });
  }
});

test('preflights are answered before a token is wanted, identities removed before one is given, then requests counted', () => {
  const all: RoutePlan = {
    ...plan,
    tokens,
    origins: ['https://example.com'],
    limit: { per: 'user', requests: 20, every: 'second' },
  };
  assert.deepEqual(order(all), [
    'ResponseHeaderModifier',
    'api-v1-cors',
    'RequestHeaderModifier',
    'api-v1-token',
    'api-v1-limit',
    'api-v1-size',
  ]);
});

test('a route has what it declares and nothing else', () => {
  assert.deepEqual(order(plan), ['ResponseHeaderModifier', 'RequestHeaderModifier', 'api-v1-size']);
  assert.deepEqual(order({ ...endless, ...long }), ['ResponseHeaderModifier', 'RequestHeaderModifier']);
});

test('every extension that a rule names is there, in the namespace of its route', () => {
  const declared: RoutePlan[] = [
    plan,
    { ...plan, tokens, origins: ['https://example.com'], limit: { per: 'device', requests: 1, every: 'minute' } },
    { ...endless, exchange: 'uploads', tokens },
    { ...plan, canary: { service: 'api-canary', weight: 10 } },
  ];
  for (const one of declared) {
    const there = beside(one).map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`);
    assert.equal(new Set(there).size, there.length);
    const named = traefikGateway.filters(one).flatMap(({ extensionRef: ref }) => (ref ? [ref] : []));
    for (const { group, kind, name } of named) {
      assert.equal(group, 'traefik.io');
      assert.ok(there.includes(`${kind} backend/${name}`), name);
    }
    const { rules = [] } = httpRoute(one, traefikGateway, labels).spec as { rules?: { backendRefs: Named[] }[] };
    for (const { kind, name } of rules.flatMap(({ backendRefs }) => backendRefs)) {
      if (kind !== 'Service') assert.ok(there.includes(`${kind} backend/${name}`), name);
    }
  }
});
interface Named {
  readonly kind: string;
  readonly name: string;
}

test('the verifier gets the token alone, and only the identity of its answer goes on', () => {
  assert.deepEqual(specOf({ ...plan, tokens }, 'api-v1-token'), {
    forwardAuth: {
      address: 'http://edge.gateways.svc.cluster.local:8080',
      trustForwardHeader: false,
      authRequestHeaders: ['Authorization'],
      authResponseHeaders: ['X-User-Id'],
      maxResponseBodySize: 16_384,
    },
  });
  assert.equal(specOf(plan, 'api-v1-token'), undefined);
});

test('web pages of the origins may send tokens and methods of the route, without cookies', () => {
  const one: RoutePlan = {
    ...plan,
    origins: ['https://example.com'],
    methods: ['GET', 'POST'],
    headers: { 'X-Api': '2' },
  };
  assert.deepEqual(specOf(one, 'api-v1-cors'), {
    headers: {
      accessControlAllowOriginList: ['https://example.com'],
      accessControlAllowMethods: ['GET', 'POST'],
      accessControlAllowHeaders: [
        'Authorization',
        'Content-Type',
        'Traceparent',
        'X-App-Version',
        'X-Device-Id',
        'X-Api',
      ],
      accessControlExposeHeaders: ['Retry-After', 'X-Request-Id'],
      accessControlMaxAge: 600,
      addVaryHeader: true,
    },
  });
});

const limits: [limit: NonNullable<RoutePlan['limit']>, expected: Record<string, unknown>][] = [
  [
    { per: 'user', requests: 20, every: 'second' },
    { average: 20, period: '1s', burst: 20, sourceCriterion: { requestHeaderName: 'X-User-Id' } },
  ],
  [
    { per: 'device', requests: 120, every: 'minute' },
    { average: 120, period: '1m', burst: 2, sourceCriterion: { requestHeaderName: 'X-Device-Id' } },
  ],
  [
    { per: 'address', requests: 10, every: 'minute' },
    { average: 10, period: '1m', burst: 1, sourceCriterion: { ipStrategy: { ipv6Subnet: 64 } } },
  ],
];
for (const [limit, expected] of limits) {
  test(`${limit.requests} requests a ${limit.every} of each ${limit.per} are counted in the one store`, () => {
    const { rateLimit } = specOf({ ...plan, limit }, 'api-v1-limit') as { rateLimit: Record<string, unknown> };
    const { redis, ...rest } = rateLimit;
    assert.deepEqual(rest, expected);
    assert.deepEqual(redis, {
      endpoints: ['limits-cache.gateways.svc.cluster.local:6379'],
      secret: 'gateway-limits',
      dialTimeout: '500ms',
      readTimeout: '500ms',
      writeTimeout: '500ms',
    });
  });
}

test('the credentials of the store are once in each namespace with limited routes', () => {
  const limit = { per: 'user', requests: 1, every: 'second' } as const;
  const routes = [
    { ...plan, limit },
    { ...plan, name: 'billing', app: 'billing', limit },
    { ...plan, name: 'auth', app: 'auth', namespace: 'identity', limit },
    { ...plan, name: 'inapp', namespace: 'messaging' },
  ].map((value) => ({ app: value.app, tier: value.namespace, value }));
  const objects = traefikGateway.objects({ inputs, labels }, routes);
  assert.deepEqual(
    objects.map(({ kind, metadata }) => [kind, metadata.namespace, metadata.name]),
    [
      ['GatewayClass', undefined, 'traefik'],
      ['ExternalSecret', 'backend', 'gateway-limits'],
      ['ExternalSecret', 'identity', 'gateway-limits'],
    ],
  );
  assert.deepEqual(objects[0]?.spec, { controllerName: 'traefik.io/gateway-controller' });
});

test('ordinary requests have a largest size; streams, uploads and gRPC are not held back', () => {
  assert.deepEqual(specOf(plan, 'api-v1-size'), { buffering: { maxRequestBodyBytes: 1_048_576 } });
  const flowing: RoutePlan[] = [
    { ...endless, ...long },
    { ...endless, exchange: 'uploads' },
    { ...plan, protocol: 'grpc' },
  ];
  for (const one of flowing) assert.equal(specOf(one, 'api-v1-size'), undefined);
});

test('an ordinary answer begins within its seconds, also that of a canary, and no other has a deadline', () => {
  const one: RoutePlan = { ...plan, canary: { service: 'api-canary', weight: 10 } };
  const bounded = beside(one).filter(({ kind }) => kind !== 'Middleware');
  assert.deepEqual(
    bounded.map(({ kind, metadata, spec }) => [kind, metadata.name, spec]),
    [
      ['ServersTransport', 'api-15s', { forwardingTimeouts: { dialTimeout: '5s', responseHeaderTimeout: '15s' } }],
      ['TraefikService', 'api-8080-15s', { weighted: { services: [serviceOf('api')] } }],
      ['TraefikService', 'api-canary-8080-15s', { weighted: { services: [serviceOf('api-canary')] } }],
    ],
  );
  const { rules = [] } = httpRoute(one, traefikGateway, labels).spec as { rules?: { backendRefs: unknown }[] };
  assert.deepEqual(rules.at(-1)?.backendRefs, [
    { group: 'traefik.io', kind: 'TraefikService', name: 'api-8080-15s', weight: 90 },
    { group: 'traefik.io', kind: 'TraefikService', name: 'api-canary-8080-15s', weight: 10 },
  ]);
  for (const other of [
    { ...endless, ...long },
    { ...plan, protocol: 'grpc' as const },
  ]) {
    assert.deepEqual(
      beside(other).filter(({ kind }) => kind !== 'Middleware'),
      [],
    );
    assert.match(
      JSON.stringify(httpRoute(other, traefikGateway, labels).spec),
      /"kind":"Service","name":"api","port":8080/,
    );
  }
});

function serviceOf(name: string) {
  return { kind: 'Service', name, port: 8080, weight: 1, nativeLB: true, serversTransport: 'api-15s' };
}

test('routes of an app with the same seconds share their objects', () => {
  const other = { ...plan, name: 'api-v2', paths: [{ path: '/v2', service: 'api', port: 8080 }] };
  const both = traefikGateway.beside([plan, other], inputs, labels);
  const names = both.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  assert.equal(new Set(names).size, names.length);
});

test('listeners have the ports on which pods listen', () => {
  const { ports } = traefikGateway.gateway({ inputs, labels });
  assert.deepEqual(ports, { http: 8000, https: 8443 });
  assert.deepEqual(traefikGateway.podPorts, { http: 8000, https: 8443, metrics: 9100 });
});
