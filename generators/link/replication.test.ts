import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { postgresqlDatabase } from '../blocks/names.ts';
import type { App } from '../model/app.ts';
import type { Catalogue, Environment, Fleet } from '../model/fleet.ts';
import type { Cluster } from '../model/settings/index.ts';
import { app } from '../testing/app.ts';
import { checkLinks } from './check.ts';
import { linkCluster } from './clusters.ts';
import { link } from './link.ts';
import { replicationAt } from './replication.ts';

const users = postgresqlDatabase('users');
const bare = { ports: () => ({}), published: undefined, notes: () => [], render: () => [], images: {} };
const provider: App = {
  ...bare,
  name: 'users-database',
  tier: 'data',
  source: 'apps/data/users.ts',
  settings: Type.Object({ to: Type.Optional(Type.String()), from: Type.Optional(Type.String()) }),
  uses: {},
  provides: {
    contract: users.contract,
    provider: 'operator',
    onStandby: 'replica',
    handover: ({ to, from }) => ({
      ...(typeof to === 'string' && { to }),
      ...(typeof from === 'string' && { from }),
    }),
    endpoint: () => ({
      kind: 'database',
      engine: 'postgresql',
      host: 'users-rw',
      port: 5432,
      database: 'users',
      credentials: { store: 'cluster-secrets', key: 'users-app' },
      peer: 'internet',
    }),
  },
};
const using = (name: string, edge: App['uses'][string]): App => ({
  ...bare,
  ...app(name, 'backend', []),
  ports: () => ({}),
  source: `apps/${name}.ts`,
  settings: Type.Object({ enabled: Type.Boolean({ default: true }) }),
  uses: { users: edge },
});
const catalogue: Catalogue = {
  apps: [provider, using('writer', users.readWrite), using('reader', users.readOnly)],
  contracts: [users.contract],
};

type Given = readonly [name: string, role: 'active' | 'standby', settings?: object, provider?: string];

function environmentOf(...given: readonly Given[]): Environment {
  const clusters = given.map(([name, role, settings = {}, by = 'operator']) => ({
    name,
    role,
    cloud: 'aws',
    zones: ['z'],
    identities: {},
    data: {
      users:
        by === 'operator'
          ? { provider: by }
          : { provider: by, host: 'db', database: 'users', secret: 's', networks: ['10.0.0.0/8'] },
    },
    apps: { 'users-database': settings },
  })) as unknown as Cluster[];
  const settings = { domain: 'example.com', secretPrefix: 'test', clusters };
  return { name: 'test', file: 'environment.yaml', settings, imagesFile: 'images.yaml', images: {} };
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
    'a cluster with another provider is none of them',
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

test('who writes waits where the database is a copy, also while it is handed over', () => {
  const running = (...given: readonly Given[]) =>
    levels(environmentOf(...given)).map((level) => [
      ...link(catalogue, { settings: {} as Fleet['settings'] }, level).keys(),
    ]);
  const all = ['users-database', 'writer', 'reader'];
  const copy = ['users-database', 'reader'];
  assert.deepEqual(running(a, b), [all, copy]);
  assert.deepEqual(running(['a', 'active', { to: 'b' }], b), [copy, copy]);
  assert.deepEqual(running(a, ['b', 'active']), [all, all]);
});

test('base and environment know of no copies', () => {
  const environment = environmentOf(a, b);
  assert.equal(replicationAt(provider, { layer: 'base' }), undefined);
  assert.equal(replicationAt(provider, { layer: 'environment', environment, apps: new Set() }), undefined);
});

const fleet = {
  settings: {},
  environments: [],
  locate: (file: string, path: readonly (string | number)[]) => ({ file: path.join('.') || file, line: 1, column: 1 }),
} as unknown as Fleet;

for (const [title, given, expected] of [
  ['one primary and its copies are well', [a, b, c], []],
  ['nobody active is found once', [['a', 'standby'], b], ['no-primary clusters.0.role']],
  ['a second primary beside copies is found', [a, ['b', 'active'], c], ['two-primaries clusters.1.role']],
  [
    'names of no other copy are found where they are written',
    [['a', 'active', { to: 'x', from: 'a' }], b],
    ['unknown-copy clusters.0.apps.users-database', 'unknown-copy clusters.0.apps.users-database'],
  ],
] as const satisfies readonly (readonly [string, readonly Given[], readonly string[]])[]) {
  test(title, () => {
    const findings = levels(environmentOf(...given)).flatMap((level) =>
      checkLinks(catalogue, fleet, linkCluster(catalogue, fleet, level.environment, level.cluster)),
    );
    const errors = findings.filter(({ severity }) => severity === 'error');
    assert.deepEqual(
      errors.map(({ code, at }) => `${code} ${at?.file}`),
      expected,
    );
  });
}
