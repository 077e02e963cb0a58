import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Inputs } from '../../model/inputs.ts';
import { inputsUsing } from '../../testing/workload.ts';
import { issuer } from '../names.ts';
import { planOf, type RouteOwner, routeName } from './plan.ts';
import { open, perAddress, perDevice, perUser, type Route, route, type TokenAuth } from './route.ts';

const owner: RouteOwner = { name: 'shop', namespace: 'backend', ports: { http: 8080, internal: 8081 } };
const inputs: Inputs = {
  ...inputsUsing('aws'),
  settings: { leastAppVersion: '1.4.0' },
  environment: { name: 'test', domain: 'example.com', secretPrefix: 'test' },
};
const token: TokenAuth = { auth: 'token', contract: issuer('logins').contract };
const plan = (one: Route, who = owner) => planOf(one, who, inputs);

test('a route has a host below the domain, 15 seconds, requests of up to a mebibyte, and no CORS', () => {
  assert.deepEqual(plan(route('api', '/v1', { auth: token })), {
    name: 'shop-v1',
    app: 'shop',
    namespace: 'backend',
    protocol: 'http',
    host: 'api.example.com',
    paths: [{ path: '/v1', service: 'shop', port: 8080 }],
    exact: false,
    methods: [],
    headers: {},
    tokens: { contract: 'logins' },
    exchange: 'ordinary',
    seconds: 15,
    largest: 1048576,
    origins: [],
    closed: [],
  });
});

test('a path may follow from settings, and its route keeps its name', () => {
  const realm = route('login', ({ settings }) => `/realms/${settings.realm}`, { name: 'realm', auth: open('A test.') });
  const { name, paths } = planOf(realm, owner, { ...inputs, settings: { realm: 'users' } });
  assert.deepEqual([name, paths], ['shop-realm', [{ path: '/realms/users', service: 'shop', port: 8080 }]]);
});

test('an open route wants no token', () => {
  assert.equal(plan(route('api', '/v1', { auth: open('A test.') })).tokens, undefined);
});

test('what goes on has no time limit, and uploads may have any size', () => {
  const long = plan(route('api', '/ws', { auth: token, timeout: 'long-lived' }));
  assert.deepEqual([long.exchange, long.seconds, long.largest], ['long-lived', undefined, 1048576]);
  const uploads = plan(route('api', '/files', { auth: token, timeout: 'uploads' }));
  assert.deepEqual([uploads.exchange, uploads.seconds, uploads.largest], ['uploads', undefined, undefined]);
  assert.equal(plan(route('api', '/slow', { auth: token, timeout: '40s' })).seconds, 40);
});

test('the page of the environment itself is one of the origins', () => {
  const { origins } = plan(route('api', '/v1', { auth: token, origins: ['https://shop.example.net'] }));
  assert.deepEqual(origins, ['https://example.com', 'https://shop.example.net']);
});

test('versions count where the route says so, and where the setting names one', () => {
  assert.equal(plan(route('api', '/v1', { auth: token })).leastVersion, undefined);
  assert.equal(plan(route('api', '/v1', { auth: token, versioned: true })).leastVersion, '1.4.0');
  const unset = { ...inputs, settings: {} };
  assert.equal(planOf(route('api', '/v1', { auth: token, versioned: true }), owner, unset).leastVersion, undefined);
});

test('each shard has a path and a Service of its own', () => {
  const { paths } = plan(route('files', '/files/{shard}', { auth: token }), { ...owner, shards: 2 });
  assert.deepEqual(paths, [
    { path: '/files/0', service: 'shop-0', port: 8080 },
    { path: '/files/1', service: 'shop-1', port: 8080 },
  ]);
});

test('limits count by second, unless they say minute', () => {
  assert.deepEqual(perUser(20), { per: 'user', requests: 20, every: 'second' });
  assert.deepEqual(perDevice(5, 'minute'), { per: 'device', requests: 5, every: 'minute' });
  assert.deepEqual(perAddress(50), { per: 'address', requests: 50, every: 'second' });
});

test('a port that is not there and shards of pods that are alike are mistakes', () => {
  assert.throws(() => plan(route('api', '/v1', { auth: token, port: 'grpc' })), {
    message: 'shop has a route to the port grpc, which its image does not have',
  });
  assert.throws(() => plan(route('api', '/{shard}', { auth: token })), {
    message: 'shop has a route with {shard}, and its pods are all alike',
  });
});

for (const [path, name] of [
  ['/', 'shop'],
  ['/v1/Orders', 'shop-v1-orders'],
  ['/files/{shard}', 'shop-files'],
  ['/shop.Catalogue/Get', 'shop-shop-catalogue-get'],
] as const) {
  test(`the route ${path} is called ${name}`, () => assert.equal(routeName({ path }, 'shop'), name));
}
