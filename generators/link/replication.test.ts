import assert from 'node:assert/strict';
import { test } from 'node:test';
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
import { replicationAt } from './replication.ts';

const provider = usersProvider({
  onStandby: 'replica',
  handover: ({ to, from }) => ({
    ...(typeof to === 'string' && { to }),
    ...(typeof from === 'string' && { from }),
  }),
});
const catalogue: Catalogue = {
  apps: [
    provider,
    exampleApp(app('writer', 'backend', []), { uses: { users: users.readWrite } }),
    exampleApp(app('reader', 'backend', []), { uses: { users: users.readOnly } }),
  ],
  contracts: [users.contract],
};

type Given = readonly [name: string, role: 'active' | 'standby', settings?: object, provider?: string];

function environmentOf(...given: readonly Given[]): Environment {
  const clusters = given.map(([name, role, settings = {}, by = 'operator']) =>
    exampleCluster('aws', {
      name,
      role,
      data: { users: by === 'operator' ? { provider: by } : externalUsers },
      apps: { 'users-database': settings },
    } as Partial<Cluster>),
  );
  return exampleEnvironment(clusters);
}

const levels = (environment: Environment) =>
  environment.settings.clusters.map((cluster) => ({ layer: 'cluster', environment, cluster }) as const);

/** `here: primary < source` of each cluster. */
const roles = (environment: Environment) =>
  levels(environment).map((level) => {
    const found = replicationAt(provider, level);
    return `${level.cluster.name}: ${found ? `${found.primary} < ${found.source.cluster.name}` : '-'}`;
  });

const a: Given = ['a', 'active'];
const b: Given = ['b', 'standby'];
const c: Given = ['c', 'standby'];

for (const [title, given, expected] of [
  ['a database of one cluster has no copies', [a], ['a: -']],
  ['clusters that are all active have databases of their own', [a, ['b', 'active']], ['a: -', 'b: -']],
  ['standby clusters follow the active one', [a, b, c], ['a: a < b', 'b: a < a', 'c: a < a']],
  [
    'a cluster with another provider has no copy',
    [a, b, ['c', 'standby', {}, 'external']],
    ['a: a < b', 'b: a < a', 'c: -'],
  ],
  [
    'in the first step of a switchover the active one follows its successor, and the others still follow it',
    [['a', 'active', { to: 'c' }], b, c],
    ['a: c < c', 'b: a < a', 'c: a < a'],
  ],
  [
    'the second step and a failover are the same but for a token',
    [['a', 'standby'], b, ['c', 'active', { from: 'a' }]],
    ['a: c < c', 'b: c < c', 'c: c < a'],
  ],
  ['a name that has no copy changes nothing', [['a', 'active', { to: 'x', from: 'a' }], b], ['a: a < b', 'b: a < a']],
] as const satisfies readonly (readonly [string, readonly Given[], readonly string[]])[]) {
  test(title, () => assert.deepEqual(roles(environmentOf(...given)), expected));
}

test('apps that write wait where the database is a replica, also during a handover', () => {
  const running = (...given: readonly Given[]) =>
    levels(environmentOf(...given)).map((level) => [...link(catalogue, exampleFleet([]), level).keys()]);
  const all = ['users-database', 'writer', 'reader'];
  const copy = ['users-database', 'reader'];
  assert.deepEqual(running(a, b), [all, copy]);
  assert.deepEqual(running(['a', 'active', { to: 'b' }], b), [copy, copy]);
  assert.deepEqual(running(a, ['b', 'active']), [all, all]);
});

test('base and environment have no copies', () => {
  const environment = environmentOf(a, b);
  assert.equal(replicationAt(provider, { layer: 'base' }), undefined);
  assert.equal(replicationAt(provider, { layer: 'environment', environment, apps: new Set() }), undefined);
});

for (const [title, given, expected] of [
  ['one primary and its copies have no finding', [a, b, c], []],
  ['copies without an active cluster are found once', [['a', 'standby'], b], ['no-primary clusters.0.role']],
  ['a second primary beside copies is found', [a, ['b', 'active'], c], ['two-primaries clusters.1.role']],
  [
    'names of no other copy are found where they are written',
    [['a', 'active', { to: 'x', from: 'a' }], b],
    ['unknown-copy clusters.0.apps.users-database', 'unknown-copy clusters.0.apps.users-database'],
  ],
] as const satisfies readonly (readonly [string, readonly Given[], readonly string[]])[]) {
  test(title, () => {
    const environment = environmentOf(...given);
    const fleet = exampleFleet([environment]);
    const findings = levels(environment).flatMap((level) =>
      checkLinks(catalogue, fleet, linkCluster(catalogue, fleet, level.environment, level.cluster)),
    );
    const errors = findings.filter(({ severity }) => severity === 'error');
    assert.deepEqual(
      errors.map(({ code, at }) => `${code} ${at?.file.replace('overlays/test/environment.yaml.', '')}`),
      expected,
    );
  });
}
