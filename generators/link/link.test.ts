import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { calls, cloudIdentity } from '../blocks/names.ts';
import type { App, Provision } from '../model/app.ts';
import type { AppId } from '../model/appId.ts';
import type { Catalogue, Environment } from '../model/fleet.ts';
import type { Cluster } from '../model/settings/index.ts';
import { exampleApp } from '../testing/app.ts';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { exampleFleet } from '../testing/fleet.ts';
import { app, users } from '../testing/names.ts';
import { externalUsers } from '../testing/usersDatabase.ts';
import { usersProvider } from '../testing/usersProvider.ts';
import { checkLinks } from './check.ts';
import { linkCluster } from './clusters.ts';
import { link } from './link.ts';

const front = app('front', 'backend', ['http']);
const back = app('back', 'media', ['http']);

const make = (name: AppId, uses: App['uses']): App =>
  exampleApp(name, {
    settings: Type.Object({ enabled: Type.Boolean({ default: true }), size: Type.Integer({ default: 1 }) }),
    images: { [name.name]: `registry.example.com/${name.name}:1` },
    ports: () => ({ http: 8080 }),
    uses,
  });
const catalogue: Catalogue = {
  apps: [make(front, { back: calls(back, 'http'), users: users.readWrite, identity: cloudIdentity }), make(back, {})],
  contracts: [users.contract],
};

const cluster = (changes: object = {}) =>
  exampleCluster('aws', { name: 'one', identities: { front: 'arn' }, data: { users: externalUsers }, ...changes });
const environmentWith = (one: Cluster, changes: object = {}): Environment => ({
  ...exampleEnvironment([one], changes),
  images: { back: 'registry.example.com/back:2' },
});
const fleet = exampleFleet([]);

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
    host: 'users.db.example.com',
    port: 5432,
    engine: 'postgresql',
    database: 'users',
    credentials: { store: 'secrets', key: 'users-database' },
    peer: { networks: ['10.20.0.0/16'] },
  });
  assert.deepEqual(graph.get('back')?.inputs.graph.usedBy, [{ app: 'front', tier: 'backend', port: 'http' }]);
  assert.deepEqual(graph.get('back')?.inputs.images, { back: 'registry.example.com/back:2' });
});

test('an app that is switched off is not in the graph, nor are its calls', () => {
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

test('mistakes that only the graph shows are found, at the line of the setting', () => {
  const off = { back: { enabled: false } };
  const cases: [string, Cluster, object, string[]][] = [
    ['all is well', cluster(), {}, []],
    ['off in the environment', cluster(), { apps: off }, ['edge-to-disabled-app apps.back.enabled']],
    ['off in the cluster', cluster({ apps: off }), {}, ['edge-to-disabled-app clusters.0.apps.back.enabled']],
    ['it has no provider', cluster({ data: {} }), {}, ['contract-without-provider clusters.0.data.users']],
    ['no identity', cluster({ identities: {} }), {}, ['identity-missing clusters.0.identities']],
    ['no identity, but no cloud either', cluster({ identities: {}, cloud: 'local' }), {}, []],
  ];
  for (const [title, one, changes, expected] of cases) {
    const environment = environmentWith(one, changes);
    const findings = checkLinks(catalogue, fleet, linkCluster(catalogue, fleet, environment, one));
    assert.deepEqual(
      findings.map(({ code, at }) => `${code} ${at?.file.replace('overlays/test/environment.yaml.', '')}`),
      expected,
      title,
    );
  }
});

type OnStandby = Provision['onStandby'];

test('on a standby cluster every app waits that needs data of the active one', () => {
  const reader = app('reader', 'backend', []);
  const apps = (onStandby: OnStandby) => [
    make(front, { back: calls(back, 'http') }),
    make(back, { users: users.readWrite }),
    make(reader, { users: users.readOnly }),
    usersProvider({ onStandby }),
  ];
  const chosen = { users: { provider: 'operator' } };
  const cases: ['active' | 'standby', OnStandby, object, string[]][] = [
    ['active', 'absent', chosen, ['front', 'back', 'reader', 'users-database']],
    ['standby', 'replica', chosen, ['reader', 'users-database']],
    ['standby', 'absent', chosen, []],
    ['standby', 'own', chosen, ['front', 'back', 'reader', 'users-database']],
    ['standby', 'absent', { users: externalUsers }, ['front', 'back', 'reader']],
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
