import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Limit } from '../route.ts';
import { routeAnnotations } from './routeAnnotations.ts';
import { routeFilters } from './routeFilters.ts';
import { routePlugins } from './routePlugins.ts';
import { apiPlan, openPlan } from './testing/plan.ts';

const plugin = (plan: typeof apiPlan, name: string) => routePlugins(plan)[name];

test('a route with a token takes it from the header alone, signed by its issuer and not expired', () => {
  assert.deepEqual(plugin(apiPlan, 'api-v1-token'), {
    plugin: 'jwt',
    config: {
      key_claim_name: 'iss',
      claims_to_verify: ['exp'],
      header_names: ['authorization'],
      uri_param_names: [],
      cookie_names: [],
      run_on_preflight: true,
    },
  });
});

const callers: [Limit, object][] = [
  [
    { per: 'user', requests: 20, every: 'second' },
    { second: 20, limit_by: 'header', header_name: 'X-User-Id' },
  ],
  [
    { per: 'device', requests: 5, every: 'minute' },
    { minute: 5, limit_by: 'header', header_name: 'X-Device-Id' },
  ],
  [
    { per: 'address', requests: 9, every: 'second' },
    { second: 9, limit_by: 'ip' },
  ],
];
for (const [limit, counted] of callers) {
  test(`requests of one ${limit.per} are counted by all pods together, and pass while nothing can count`, () => {
    const found = plugin({ ...apiPlan, limit }, 'api-v1-limit');
    assert.partialDeepStrictEqual(found?.config, { ...counted, policy: 'redis', fault_tolerant: true });
    assert.partialDeepStrictEqual(found?.config, { hide_client_headers: false, error_code: 429 });
    // A store that hangs holds a request for half a second at most.
    const redis = { host: 'limits-cache.gateways.svc.cluster.local', port: 6379, timeout: 500 };
    assert.deepEqual(found?.config.redis, redis);
    assert.deepEqual(
      found?.configPatches?.map(({ path, valueFrom }) => [
        path,
        valueFrom.secretKeyRef.name,
        valueFrom.secretKeyRef.key,
      ]),
      [
        ['/redis/username', 'api-limits', 'username'],
        ['/redis/password', 'api-limits', 'password'],
      ],
    );
  });
}

test('pages of named origins alone may call a route, by its methods', () => {
  const origins = ['https://example.com'];
  const found = plugin({ ...apiPlan, origins, methods: ['GET'] }, 'api-v1-cors');
  assert.deepEqual(found, {
    plugin: 'cors',
    config: {
      origins,
      methods: ['GET'],
      headers: ['Authorization', 'Content-Type', 'Traceparent', 'X-App-Version', 'X-Device-Id'],
      exposed_headers: ['Retry-After', 'X-Request-Id'],
      credentials: false,
      max_age: 600,
      preflight_continue: false,
    },
  });
  const every = plugin({ ...apiPlan, origins }, 'api-v1-cors')?.config.methods as string[];
  assert.ok(!every.includes('TRACE') && !every.includes('CONNECT'));
});

test('only what ends by itself has a largest request', () => {
  assert.deepEqual(plugin(apiPlan, 'api-v1-size')?.config, {
    allowed_payload_size: 1048576,
    size_unit: 'bytes',
    require_content_length: false,
  });
  const streams = [{ exchange: 'uploads' }, { exchange: 'long-lived' }, { protocol: 'grpc' }] as const;
  for (const change of streams) assert.equal(plugin({ ...apiPlan, ...change }, 'api-v1-size'), undefined);
});

test('an open route without limit and origins has its size and nothing else', () => {
  assert.deepEqual(Object.keys(routePlugins(openPlan())), ['login-size']);
});

test('the rules of a route name each of its plugins; a route of gRPC does so in an annotation', () => {
  const named = routeFilters(apiPlan).map(({ extensionRef }) => extensionRef?.name);
  assert.deepEqual(named, ['api-v1-token', 'api-v1-size', 'api-v1-limit']);
  assert.equal(routeAnnotations(apiPlan)['konghq.com/plugins'], undefined);
  const grpc = { ...apiPlan, protocol: 'grpc' } as const;
  assert.deepEqual(routeFilters(grpc), []);
  assert.deepEqual(routeAnnotations(grpc), {
    'konghq.com/protocols': 'grpcs',
    'konghq.com/plugins': 'api-v1-token,api-v1-limit',
  });
});

const https = { 'konghq.com/protocols': 'https', 'konghq.com/https-redirect-status-code': '301' };
const exchanges = [
  ['ordinary', https],
  ['long-lived', { ...https, 'konghq.com/response-buffering': 'false' }],
  ['uploads', { ...https, 'konghq.com/request-buffering': 'false', 'konghq.com/response-buffering': 'false' }],
] as const;
for (const [exchange, annotations] of exchanges) {
  test(`a route of ${exchange} exchanges is for HTTPS alone, and ${exchange === 'ordinary' ? '' : 'not '}buffered`, () => {
    assert.deepEqual(routeAnnotations({ ...apiPlan, exchange }), annotations);
  });
}
