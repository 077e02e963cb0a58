import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { calls, cloudIdentity, postgresqlDatabase } from '../blocks/names.ts';
import type { App } from '../model/app.ts';
import type { AppId } from '../model/appId.ts';
import type { Edge } from '../model/edge.ts';
import type { Catalogue, Environment, Fleet } from '../model/fleet.ts';
import type { Cluster } from '../model/settings/index.ts';
import { app } from '../testing/app.ts';
import { checkLinks } from './check.ts';
import { linkCluster } from './clusters.ts';
import { link } from './link.ts';

const names = { front: app('front', 'backend', ['http']), back: app('back', 'media', ['http']) };
const users = postgresqlDatabase('users');

const make = (name: AppId, uses: Record<string, Edge>): App => ({
  name: name.name,
  tier: name.tier,
  source: `apps/${name.name}.ts`,
  settings: Type.Object({ enabled: Type.Boolean({ default: true }), size: Type.Integer({ default: 1 }) }),
  images: { [name.name]: `registry.example.com/${name.name}:1` },
  uses,
  ports: () => ({ http: 8080 }),
  published: undefined,
  notes: () => [],
  render: () => [],
});
const catalogue: Catalogue = {
  apps: [
    make(names.front, { back: calls(names.back, 'http'), users: users.readWrite, identity: cloudIdentity }),
    make(names.back, {}),
  ],
  contracts: [users.contract],
};

const provider = { provider: 'external', host: 'db', database: 'users', secret: 's', networks: ['10.0.0.0/8'] };
const cluster = (changes: object = {}) =>
  ({
    name: 'one',
    cloud: 'aws',
    zones: ['z'],
    identities: { front: 'arn' },
    data: { users: provider },
    ...changes,
  }) as unknown as Cluster;
const environmentWith = (one: Cluster, changes: object = {}): Environment => ({
  name: 'test',
  file: 'overlays/test/environment.yaml',
  settings: { domain: 'example.com', secretPrefix: 'test', clusters: [one], ...changes },
  imagesFile: 'overlays/test/images.yaml',
  images: { back: 'registry.example.com/back:2' },
});
const fleet = {
  settings: {},
  environments: [],
  locate: (file: string, path: readonly (string | number)[]) => ({
    file: `${file}#${path.join('.')}`,
    line: 1,
    column: 1,
  }),
} as unknown as Fleet;

test('settings are the defaults, then the environment’s, then the cluster’s', () => {
  const one = cluster({ apps: { front: { size: 3 } } });
  const environment = environmentWith(one, { apps: { front: { size: 2 } } });
  const sizeAt = (level: Parameters<typeof link>[2]) =>
    link(catalogue, fleet, level).get('front')?.inputs.settings.size;
  assert.equal(sizeAt({ layer: 'base' }), 1);
  assert.equal(sizeAt({ layer: 'environment', environment, apps: new Set(catalogue.apps) }), 2);
  assert.equal(sizeAt({ layer: 'cluster', environment, cluster: one }), 3);
});

test('an edge is followed both ways, with the other side’s ports and the provider of the cluster', () => {
  const one = cluster();
  const graph = link(catalogue, fleet, { layer: 'cluster', environment: environmentWith(one), cluster: one });
  const uses = graph.get('front')?.inputs.graph.uses;
  assert.deepEqual(uses?.back?.ports, { http: 8080 });
  assert.deepEqual(uses?.users?.endpoint, {
    kind: 'database',
    host: 'db',
    port: 5432,
    engine: 'postgresql',
    database: 'users',
    credentials: { store: 'secrets', key: 's' },
    peer: { networks: ['10.0.0.0/8'] },
  });
  assert.deepEqual(graph.get('back')?.inputs.graph.usedBy, [{ app: 'front', tier: 'backend', port: 'http' }]);
  assert.deepEqual(graph.get('back')?.inputs.images, { back: 'registry.example.com/back:2' });
});

test('an app that is switched off is gone, and so are its calls', () => {
  const one = cluster();
  const environment = environmentWith(one, { apps: { front: { enabled: false } } });
  const graph = link(catalogue, fleet, { layer: 'cluster', environment, cluster: one });
  assert.deepEqual([...graph.keys()], ['back']);
  assert.deepEqual(graph.get('back')?.inputs.graph.usedBy, []);
});

test('a base exists for every app, with a provider for every contract', () => {
  const graph = link(catalogue, fleet, { layer: 'base' });
  assert.deepEqual([...graph.keys()], ['front', 'back']);
  assert.equal(graph.get('front')?.inputs.graph.uses.users?.endpoint?.host, 'users.reference.invalid');
});

test('what only the graph shows is found, at the line that says so', () => {
  const off = { back: { enabled: false } };
  const cases: [string, Cluster, object, string[]][] = [
    ['all is well', cluster(), {}, []],
    ['off in the environment', cluster(), { apps: off }, ['edge-to-disabled-app apps.back.enabled']],
    ['off in the cluster', cluster({ apps: off }), {}, ['edge-to-disabled-app clusters.0.apps.back.enabled']],
    ['nobody provides it', cluster({ data: {} }), {}, ['contract-without-provider clusters.0.data.users']],
    ['no identity', cluster({ identities: {} }), {}, ['identity-missing clusters.0.identities']],
    ['no identity, but no cloud either', cluster({ identities: {}, cloud: 'local' }), {}, []],
  ];
  for (const [title, one, changes, expected] of cases) {
    const environment = environmentWith(one, changes);
    const findings = checkLinks(catalogue, fleet, linkCluster(catalogue, fleet, environment, one));
    assert.deepEqual(
      findings.map(({ code, at }) => `${code} ${at?.file.split('#')[1]}`),
      expected,
      title,
    );
  }
});

test('on a standby cluster everything waits that needs what only the active one has', () => {
  const provision = (onStandby: 'replica' | 'absent') => ({
    contract: users.contract,
    provider: 'operator',
    onStandby,
    endpoint: () => ({
      kind: 'database' as const,
      engine: 'postgresql' as const,
      host: 'users-rw',
      port: 5432,
      database: 'users',
      credentials: { store: 'cluster-secrets' as const, key: 'users-app' },
      peer: 'internet' as const,
    }),
  });
  const reader = app('reader', 'backend', []);
  const usersDatabase = app('users-database', 'data', []);
  const apps = (onStandby: 'replica' | 'absent') => [
    make(names.front, { back: calls(names.back, 'http') }),
    make(names.back, { users: users.readWrite }),
    make(reader, { users: users.readOnly }),
    { ...make(usersDatabase, {}), provides: provision(onStandby) },
  ];
  const chosen = { users: { provider: 'operator' } };
  const cases: ['active' | 'standby', 'replica' | 'absent', object, string[]][] = [
    ['active', 'absent', chosen, ['front', 'back', 'reader', 'users-database']],
    ['standby', 'replica', chosen, ['reader', 'users-database']],
    ['standby', 'absent', chosen, []],
    ['standby', 'absent', { users: provider }, ['front', 'back', 'reader']],
  ];
  for (const [role, onStandby, data, expected] of cases) {
    const one = cluster({ role, data });
    const known: Catalogue = { apps: apps(onStandby), contracts: [users.contract] };
    const linked = linkCluster(known, fleet, environmentWith(one), one);
    assert.deepEqual([...linked.graph.keys()], expected, `${role} ${onStandby}`);
    const [note] = checkLinks(known, fleet, linked).filter(({ code }) => code === 'waits-on-standby');
    const waiting = apps(onStandby).filter(({ name }) => !expected.includes(name) && data === chosen);
    const named = note?.message.match(/[\w-]+(?= \()/g) ?? [];
    assert.deepEqual(named.sort(), waiting.map(({ name }) => name).sort());
  }
  const one = cluster({ data: chosen });
  const graph = link({ apps: apps('replica'), contracts: [users.contract] }, fleet, {
    layer: 'cluster',
    environment: environmentWith(one),
    cluster: one,
  });
  assert.equal(graph.get('back')?.inputs.graph.uses.users?.endpoint?.host, 'users-rw');
  assert.deepEqual(graph.get('users-database')?.inputs.graph.usedBy, [
    { app: 'back', tier: 'media', port: 'read-write' },
    { app: 'reader', tier: 'backend', port: 'read-only' },
  ]);
});
