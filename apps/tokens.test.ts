import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publicInternet } from '../generators/blocks/networking/peers.ts';
import { linkCluster } from '../generators/link/clusters.ts';
import type { Resource } from '../generators/model/resource.ts';
import { type Gateway, gateways } from '../generators/model/settings/cluster.ts';
import { exampleCluster } from '../generators/testing/clusters.ts';
import { exampleEnvironment } from '../generators/testing/environment.ts';
import { exampleFleet } from '../generators/testing/fleet.ts';
import { catalogue } from './index.ts';

// Tokens of an identity provider outside, in a cluster of each gateway.

const outside = {
  provider: 'external',
  issuer: 'https://acme.eu.auth0.com/',
  keys: 'https://acme.eu.auth0.com/.well-known/jwks.json',
  audiences: ['https://api.acme.dev', 'acme-mobile'],
};

function objectsIn(gateway: Gateway, tokens: Record<string, unknown> = outside, apps = {}) {
  const cluster = exampleCluster('aws', { gateway });
  const data = { tokens, identities: { provider: 'cloudnative-pg' }, limits: { provider: 'valkey' } };
  const environment = exampleEnvironment([cluster], { data, apps });
  const { graph } = linkCluster(catalogue, exampleFleet([environment]), environment, cluster);
  const objects = new Map([...graph].map(([name, { app, inputs }]) => [name, app.render(inputs)]));
  const find = (app: string, kind: string, name: string): Resource =>
    objects.get(app)?.find((one) => one.kind === kind && one.metadata.name === name) ?? assert.fail(`${kind}/${name}`);
  return { objects, find };
}

const dataOf = (found: Resource) => found.data as Record<string, string>;
const egressOf = (policy: Resource) => (policy.spec as { egress: { to: object[]; ports: object[] }[] }).egress;
const toKeys = { to: [publicInternet], ports: [{ protocol: 'TCP', port: 443 }] };

for (const gateway of gateways) {
  test(`with an issuer outside and ${gateway}, no Keycloak runs, and nothing leads to one`, () => {
    const { objects } = objectsIn(gateway);
    assert.ok(!objects.has('auth'));
    const all = [...objects.values()]
      .flat()
      .filter(({ metadata }) => !['identity', 'data'].includes(metadata.namespace ?? ''));
    assert.doesNotMatch(JSON.stringify(all), /auth\.identity|auth-canary/);
  });

  test(`with an issuer outside and ${gateway}, apps and edge know it, and reach its keys and no more than before`, () => {
    const { find, objects } = objectsIn(gateway);
    assert.ok(objects.has('edge'));
    const { OIDC_ISSUER, OIDC_AUDIENCE, OIDC_JWKS_URL } = dataOf(find('api', 'ConfigMap', 'api'));
    assert.deepEqual(
      [OIDC_ISSUER, OIDC_AUDIENCE, OIDC_JWKS_URL],
      [outside.issuer, outside.audiences.join(), outside.keys],
    );
    for (const app of ['edge', 'inapp', 'catalogue'].filter((name) => objects.has(name))) {
      const rules = egressOf(find(app, 'NetworkPolicy', app)).map((rule) => JSON.stringify(rule));
      assert.ok(rules.includes(JSON.stringify(toKeys)), app);
    }
    const { ENVOY_CONFIG = '' } = dataOf(find('edge', 'ConfigMap', 'edge'));
    assert.match(ENVOY_CONFIG, /issuer: https:\/\/acme\.eu\.auth0\.com\/\n/);
    assert.match(ENVOY_CONFIG, /sni: acme\.eu\.auth0\.com\n/);
    const ofGateway = JSON.stringify(egressOf(find('gateway', 'NetworkPolicy', 'gateway')));
    assert.doesNotMatch(ofGateway, /0\.0\.0\.0\/0/, 'pods that anybody calls reach nobody outside');
  });
}

test('Istio verifies tokens of the issuer outside, for each of its audiences', () => {
  const { find } = objectsIn('istio');
  assert.partialDeepStrictEqual(find('gateway', 'RequestAuthentication', 'tokens').spec, {
    jwtRules: [{ issuer: outside.issuer, audiences: outside.audiences, jwksUri: outside.keys }],
  });
  assert.partialDeepStrictEqual(find('gateway', 'AuthorizationPolicy', 'tokens').spec, {
    rules: [{ from: [{ source: { requestPrincipals: [`${outside.issuer}/*`] } }] }],
  });
});

test('Kong takes tokens of the issuer outside, by the key in its entry', () => {
  const { find } = objectsIn('kong');
  const { spec } = find('gateway', 'ExternalSecret', 'token-issuer');
  assert.partialDeepStrictEqual(spec, { target: { template: { data: { key: outside.issuer } } } });
  const [script = ''] = (
    find('gateway', 'KongClusterPlugin', 'gateway-identity') as unknown as { config: { access: string[] } }
  ).config.access;
  for (const audience of outside.audiences) assert.ok(script.includes(`['${audience}'] = true`), audience);
});

test('Traefik asks edge', () => {
  const { find } = objectsIn('traefik');
  assert.partialDeepStrictEqual(find('api', 'Middleware', 'api-v1-token').spec, {
    forwardAuth: { address: 'http://edge.gateways.svc.cluster.local:8080' },
  });
});

test('Centrifugo compares one audience to the letter, and several by an expression', () => {
  const variables = (audiences: readonly string[]) => {
    const { find } = objectsIn('istio', { ...outside, audiences });
    const all = Object.entries(dataOf(find('inapp', 'ConfigMap', 'inapp')));
    return Object.fromEntries(all.filter(([name]) => name.includes('AUDIENCE')));
  };
  assert.deepEqual(variables(['acme-mobile']), { CENTRIFUGO_CLIENT_TOKEN_AUDIENCE: 'acme-mobile' });
  const several = variables(outside.audiences);
  assert.deepEqual(several, {
    CENTRIFUGO_CLIENT_TOKEN_AUDIENCE_REGEX: '^(https://api\\.acme\\.dev|acme-mobile)$',
  });
  const expression = new RegExp(several.CENTRIFUGO_CLIENT_TOKEN_AUDIENCE_REGEX ?? '');
  assert.deepEqual(
    ['https://api.acme.dev', 'https://apixacme.dev', 'acme-mobile', 'acme-mobile-2'].map((one) => expression.test(one)),
    [true, false, true, false],
  );
});

test('realm and audience of Keycloak are settings, which its routes, its realm and all who verify tokens follow', () => {
  const { find } = objectsIn(
    'istio',
    { provider: 'keycloak' },
    { auth: { realm: { name: 'shop', audience: 'shop-api' } } },
  );
  const { OIDC_ISSUER, OIDC_AUDIENCE, OIDC_JWKS_URL } = dataOf(find('api', 'ConfigMap', 'api'));
  assert.deepEqual(
    [OIDC_ISSUER, OIDC_AUDIENCE, OIDC_JWKS_URL],
    [
      'https://auth.example.com/realms/shop',
      'shop-api',
      'http://auth.identity.svc.cluster.local:8080/realms/shop/protocol/openid-connect/certs',
    ],
  );
  assert.partialDeepStrictEqual(find('auth', 'HTTPRoute', 'auth-realms-mobile').spec, {
    rules: [{ matches: [{ path: { value: '/realms/shop' } }] }],
  });
  const { 'mobile.json': text = '' } = dataOf(find('auth', 'ConfigMap', 'auth-realm-documents'));
  const { realm, roles } = JSON.parse(text) as { realm: string; roles: { realm: { name: string }[] } };
  assert.deepEqual([realm, roles.realm.at(-1)?.name], ['shop', 'default-roles-shop']);
});
