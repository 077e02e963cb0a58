import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../generators/model/resource.ts';
import { exampleClusters } from '../generators/testing/clusters.ts';
import { exampleInputs } from '../generators/testing/inputs.ts';
import { auth } from './auth.ts';
import { mobileRealm } from './mobileRealm.ts';
import { names } from './names.ts';

const environment = { name: 'test', domain: 'example.com', secretPrefix: 'test' };
const settings = { name: 'shop', audience: 'shop-backend', redirects: ['com.example.mobile:/oauth2redirect'] };
const realm = mobileRealm({ environment }, settings);

test('the mobile app is a public client that proves itself with PKCE, and can do nothing but log users in', () => {
  const [client, ...others] = realm.clients;
  assert.deepEqual(others, []);
  assert.ok(client);
  const { publicClient, standardFlowEnabled, implicitFlowEnabled, directAccessGrantsEnabled, serviceAccountsEnabled } =
    client;
  assert.deepEqual(
    { publicClient, standardFlowEnabled, implicitFlowEnabled, directAccessGrantsEnabled, serviceAccountsEnabled },
    {
      publicClient: true,
      standardFlowEnabled: true,
      implicitFlowEnabled: false,
      directAccessGrantsEnabled: false,
      serviceAccountsEnabled: false,
    },
  );
  assert.equal(client.attributes['pkce.code.challenge.method'], 'S256');
  assert.deepEqual(client.redirectUris, ['com.example.mobile:/oauth2redirect']);
});

test('tokens are meant for the audience that the backend asks for', () => {
  const mapper = realm.clients[0]?.protocolMappers.find(({ name }) => name === 'audience');
  assert.equal(mapper?.config['included.custom.audience'], 'shop-backend');
});

test('tokens carry every role of the realm, and no other', () => {
  const [client] = realm.clients;
  const mapper = client?.protocolMappers.find(({ name }) => name === 'roles');
  assert.equal(mapper?.config['claim.name'], 'roles');
  const own = realm.roles.realm.map(({ name }) => name).filter((name) => name !== 'default-roles-shop');
  // Without full scope, Keycloak writes the roles that the user has and the client's scope contains.
  assert.equal(client?.fullScopeAllowed, false);
  assert.deepEqual(realm.scopeMappings, [{ client: client.clientId, roles: own }]);
  assert.deepEqual(own, ['user', 'support']);
});

test('the app can ask for no scope beyond those of every token, which write the subject', () => {
  const [client] = realm.clients;
  assert.deepEqual(client?.optionalClientScopes, []);
  assert.ok(client.defaultClientScopes.includes('basic'));
});

test('the job that applies the realm follows the roll-out and reads what is written in the code', () => {
  const uses = {
    auth: {
      edge: { to: 'app', app: names.auth, port: 'http' },
      ports: { http: 8080 },
    },
  } as const;
  const inputs = exampleInputs(auth, exampleClusters.aws);
  const endpoint = {
    kind: 'database',
    engine: 'postgresql',
    host: 'db',
    port: 5432,
    database: 'identities',
    credentials: { store: 'secrets', key: 'identities' },
    peer: 'internet',
  } as const;
  const given = Object.entries(inputs.graph.uses).map(([alias, use]) => [
    alias,
    'contract' in use.edge ? { ...use, endpoint } : { ...use, ports: { jgroups: 7800, 'jgroups-fd': 57800 } },
  ]);
  const graph = { uses: Object.fromEntries(given), jobs: { 'auth-realm': uses }, usedBy: [] };
  const objects = auth.render({ ...inputs, graph });
  const find = (kind: string, name: string): Resource | undefined =>
    objects.find((object) => object.kind === kind && object.metadata.name === name);
  const wave = find('Job', 'auth-realm')?.metadata.annotations?.['argocd.argoproj.io/sync-wave'];
  assert.equal(wave, '1', 'after the pods that it talks to');
  const config = find('ConfigMap', 'auth-realm')?.data as Record<string, string>;
  assert.equal(config.KEYCLOAK_URL, 'http://auth.identity.svc.cluster.local:8080');
  assert.equal(config.IMPORT_CACHE_ENABLED, 'false');
  const { 'mobile.json': text = '' } = find('ConfigMap', 'auth-realm-documents')?.data as Record<string, string>;
  const expected = mobileRealm(inputs, {
    ...settings,
    name: 'mobile',
    audience: 'mobile-backend',
  });
  assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(expected)));
});
