import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import type { Cluster } from '../model/settings/index.ts';
import { exampleApp } from '../testing/app.ts';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { exampleFleet } from '../testing/fleet.ts';
import { app, users } from '../testing/names.ts';
import { usersProvider } from '../testing/usersProvider.ts';
import { linkFleet } from './clusters.ts';
import { unretired } from './retiring.ts';

const catalogue = {
  apps: ['one', 'two', 'three'].map((name) => exampleApp(app(name, 'backend', []))),
  contracts: [],
};
const off = { enabled: false };
const cluster = (name: string, changes: Partial<Cluster>) =>
  exampleCluster('aws', { name, ...changes } as Partial<Cluster>);
const staging = exampleEnvironment([cluster('s', { apps: { one: off, three: off } })], {}, 'staging');
const production = exampleEnvironment(
  [
    cluster('a', { apps: { two: off, three: off } }),
    cluster('b', { apps: { one: { state: 'retiring' }, two: off, three: off } }),
    cluster('c', { state: 'retiring', apps: { two: off, three: off } }),
  ],
  {},
  'production',
);
const linked = linkFleet(catalogue, exampleFleet([staging, production]));

test('an app for one gateway is in the base, and in environments of which a cluster has that gateway', () => {
  const mesh = exampleApp(app('mesh', 'backend', []), { gateways: ['istio'] });
  const [istio, kong] = [cluster('one', { gateway: 'istio' }), cluster('two', { gateway: 'kong' })];
  const environments = [exampleEnvironment([istio, kong], {}, 'both'), exampleEnvironment([kong], {}, 'other')];
  const all = linkFleet({ apps: [mesh], contracts: [] }, exampleFleet(environments));
  const names = [all.base, ...all.environments.map(({ graph }) => graph)].map((graph) => [...graph.keys()]);
  assert.deepEqual(names, [['mesh'], ['mesh'], []]);
});

test('a base has every app, an environment those of its clusters, a cluster its own', () => {
  assert.deepEqual([...linked.base.keys()], ['one', 'two', 'three']);
  assert.deepEqual(
    linked.environments.map(({ environment, graph }) => [environment.name, [...graph.keys()]]),
    [
      ['staging', ['two']],
      ['production', ['one']],
    ],
  );
  assert.deepEqual(
    linked.clusters.map(({ environment, cluster, graph }) => [environment.name, cluster.name, [...graph.keys()]]),
    [
      ['staging', 's', ['two']],
      ['production', 'a', ['one']],
      ['production', 'b', []],
      ['production', 'c', []],
    ],
  );
  assert.deepEqual(
    linked.environments.flatMap(({ clusters }) => clusters),
    linked.clusters,
  );
});

test('a cluster has a folder for each app that runs, and for each that is being removed', () => {
  assert.deepEqual(
    linked.clusters.map(({ overlays }) => overlays),
    [
      [{ path: 'overlays/staging/clusters/s/two', app: 'two' }],
      [{ path: 'overlays/production/clusters/a/one', app: 'one' }],
      [{ path: 'overlays/production/clusters/b/one', app: 'one' }],
      [{ path: 'overlays/production/clusters/c/one', app: 'one' }],
    ],
  );
});

test('what an app held that is being removed is known in the clusters where one is', () => {
  assert.deepEqual(
    linked.clusters.map(({ unretired }) => unretired && [...unretired.keys()]),
    [undefined, undefined, ['one'], ['one']],
  );
});

test('without its removal a cluster is what it was, and so are the clusters beside it', () => {
  const [, retiring] = production.settings.clusters;
  assert.ok(retiring);
  const level = unretired({ layer: 'cluster', environment: production, cluster: { ...retiring, state: 'retiring' } });
  assert.deepEqual(
    [level.layer, level.cluster.state, level.cluster.apps],
    ['cluster', undefined, { one: {}, two: off, three: off }],
  );
  const same = unretired({ layer: 'cluster', environment: production, cluster: retiring });
  const states = same.environment.settings.clusters.map(({ name, state, apps }) => [name, state, apps?.one]);
  assert.deepEqual(states, [
    ['a', undefined, undefined],
    ['b', undefined, {}],
    ['c', 'retiring', undefined],
  ]);
});

test('a base has an app that is off by default, and a provider that nobody chooses', () => {
  const quiet = exampleApp(app('quiet', 'backend', []), {
    settings: Type.Object({ enabled: Type.Boolean({ default: false }) }),
  });
  const apps = [quiet, usersProvider({ onStandby: 'absent' })];
  const environment = exampleEnvironment([cluster('a', {})]);
  const { base, clusters } = linkFleet({ apps, contracts: [users.contract] }, exampleFleet([environment]));
  assert.deepEqual([[...base.keys()], clusters.map(({ graph }) => graph.size)], [['quiet', 'users-database'], [0]]);
});
