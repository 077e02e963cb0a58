import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Type } from 'typebox';
import { keyOf, type Resource } from '../../model/resource.ts';
import type { Gateway } from '../../model/settings/cluster.ts';
import { app } from '../../testing/names.ts';
import { rendered } from '../../testing/rendered.ts';
import { exampleSpec } from '../../testing/spec.ts';
import { issuer } from '../names.ts';
import { clusterApp } from '../platform/clusterApp.ts';
import { service } from '../service.ts';
import { gateway } from './gatewayApp.ts';
import { perUser, type Route, route, type TokenAuth } from './route.ts';
import { publicRoute } from './routes.ts';
import { tokenIssuer } from './tokens.ts';

const { contract } = issuer('logins');
const auth: TokenAuth = { auth: 'token', contract };
const gatewayApp = clusterApp('gateway', {
  source: exampleSpec.source,
  stage: 'gateways',
  settings: Type.Object({ enabled: Type.Boolean({ default: true }) }),
  collects: [publicRoute, tokenIssuer],
  parts: [gateway],
});
const shop = (routes: readonly Route<'http'>[]) =>
  service(app('shop', 'backend', ['http']), { ...exampleSpec, uses: {}, routes });

/** Two routes of one host, one of another. */
const ways: readonly Route<'http'>[] = [
  route('api', '/v1', { auth, limit: perUser(5) }),
  route('api', '/v2', { auth }),
  route('www', '/', { auth, closed: ['/health'] }),
];

/** The objects of the gateway of a cluster. */
function objectsOf(name: Gateway): readonly Resource[] {
  return rendered('gateway', { apps: [gatewayApp, shop(ways)], contracts: [contract] }, { cluster: { gateway: name } });
}
const keys = (name: Gateway) => objectsOf(name).map((one) => keyOf(one).replace(/^[^/]*\//, ''));
const specOf = (name: Gateway, kind: string) =>
  objectsOf(name).find((one) => one.kind === kind)?.spec as Readonly<Record<string, unknown>>;

const listeners = (http: number, https: number) => [
  { name: 'http', port: http, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'Same' } } },
  ...['api', 'www'].map((host) => ({
    name: `https-${host}`,
    hostname: `${host}.example.com`,
    port: https,
    protocol: 'HTTPS',
    tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: `${host}-certificate` }] },
    allowedRoutes: {
      namespaces: { from: 'Selector', selector: { matchLabels: { 'app.kubernetes.io/part-of': 'shop' } } },
    },
  })),
];
const common = [
  'Gateway/gateways/gateway',
  'HTTPRoute/gateways/redirect-to-https',
  'Certificate/gateways/api-certificate',
  'Certificate/gateways/www-certificate',
  'NetworkPolicy/gateways/gateway',
  'ReferenceGrant/gateways/routes-to-edge',
];
const cases: readonly [Gateway, ports: readonly [number, number], own: readonly string[]][] = [
  [
    'istio',
    [80, 443],
    [
      'ConfigMap/gateways/gateway-parameters',
      'AuthorizationPolicy/gateways/closed',
      'RequestAuthentication/gateways/tokens',
      'AuthorizationPolicy/gateways/tokens',
      'EnvoyFilter/gateways/unauthorized',
      'EnvoyFilter/gateways/open-routes',
      'EnvoyFilter/gateways/limits',
      'EnvoyFilter/gateways/largest-requests',
    ],
  ],
  [
    'kong',
    [80, 443],
    [
      'GatewayClass//kong',
      'GatewayConfiguration/gateways/gateway',
      'KongClusterPlugin//gateway-identity',
      'KongClusterPlugin//gateway-guard',
      'KongClusterPlugin//gateway-headers',
      'KongClusterPlugin//gateway-metrics',
      'ExternalSecret/gateways/token-issuer',
      'KongConsumer/gateways/token-issuer',
    ],
  ],
  ['traefik', [8000, 8443], ['GatewayClass//traefik', 'ExternalSecret/backend/gateway-limits']],
];
for (const [name, [http, https], own] of cases) {
  describe(`${name} in a cluster`, () => {
    it('ends TLS for each host once, for routes of this repository alone; plain HTTP is its own', () => {
      const { gatewayClassName, listeners: found } = specOf(name, 'Gateway');
      assert.equal(gatewayClassName, name);
      assert.deepEqual(found, listeners(http, https));
    });

    it('has certificates, a network policy, the way to edge and its own objects', () => {
      assert.deepEqual(keys(name), [...common, ...own]);
    });
  });
}

const secretLabels = (name: Gateway) =>
  (specOf(name, 'Certificate') as { readonly secretTemplate?: { readonly labels: object } }).secretTemplate?.labels;

it('Kong sees certificates by a label, the others without', () => {
  assert.deepEqual(secretLabels('kong'), { 'konghq.com/secret': 'true' });
  for (const name of ['istio', 'traefik'] as const) assert.equal(secretLabels(name), undefined);
});

it('Kong’s operator names what it makes after the Gateway', () => {
  assert.deepEqual(objectsOf('kong')[0]?.metadata.annotations, {
    'gateway-operator.konghq.com/static-naming': 'true',
  });
  for (const name of ['istio', 'traefik'] as const) {
    assert.equal(objectsOf(name)[0]?.metadata.annotations, undefined);
  }
});
