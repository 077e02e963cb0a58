import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { postgresqlDatabase } from '../blocks/names.ts';
import type { App } from '../model/app.ts';
import type { AppId } from '../model/appId.ts';
import type { Edge } from '../model/edge.ts';
import type { Catalogue, Environment, Fleet } from '../model/fleet.ts';
import type { Cluster, EnvironmentSettings } from '../model/settings/index.ts';
import { app } from '../testing/app.ts';
import { checkLinks } from './check.ts';
import { linkCluster } from './clusters.ts';

const users = postgresqlDatabase('users');
const names = {
  store: app('store', 'data', []),
  writer: app('writer', 'backend', ['http']),
  other: app('other', 'media', []),
};
const make = (name: AppId, uses: Record<string, Edge>, provides?: App['provides']): App => ({
  name: name.name,
  tier: name.tier,
  source: `apps/${name.name}.ts`,
  settings: Type.Object({ ...(!provides && { enabled: Type.Boolean({ default: true }) }) }),
  images: {},
  uses,
  ports: () => ({ http: 8080 }),
  published: undefined,
  notes: () => [],
  render: () => [],
  ...(provides && { provides }),
});
const store = make(
  names.store,
  {},
  {
    contract: users.contract,
    provider: 'inside',
    onStandby: 'absent',
    endpoint: () => ({
      kind: 'database',
      engine: 'postgresql',
      host: 'store',
      port: 5432,
      peer: 'internet',
      database: 'users',
      credentials: { store: 'secrets', key: 'users' },
    }),
  },
);
const catalogue: Catalogue = {
  apps: [store, make(names.writer, { users: users.readWrite }), make(names.other, {})],
  contracts: [users.contract],
};

const inside = { users: { provider: 'inside' } };
const outside = {
  users: { provider: 'external', host: 'db', database: 'users', secret: 's', networks: ['10.0.0.0/8'] },
};

/** What runs, what is parked and what is wrong in a cluster. */
function stateOf(cluster: Partial<Cluster>, settings: Partial<EnvironmentSettings> = {}, hub?: string) {
  const one = { name: 'one', cloud: 'aws', role: 'active', zones: ['z'], identities: {}, ...cluster } as Cluster;
  const environment = {
    name: 'test',
    file: 'overlays/test/environment.yaml',
    settings: { domain: 'example.com', secretPrefix: 'test', data: inside, clusters: [one], ...settings },
    images: {},
  } as unknown as Environment;
  const fleet = {
    settings: { ...(hub && { hub: { cluster: hub } }) },
    locate: (file: string, path: readonly (string | number)[]) => ({
      file: [file, ...path].join('.'),
      line: 1,
      column: 1,
    }),
  } as unknown as Fleet;
  const linked = linkCluster(catalogue, fleet, environment, one);
  return {
    runs: [...linked.graph.keys()],
    parked: linked.parked.map(({ app: { name }, why }) => `${name} ${why}`),
    errors: checkLinks(catalogue, fleet, linked)
      .filter(({ severity }) => severity === 'error')
      .map(({ code, at }) => `${code} ${at?.file}`),
  };
}

const all = ['store', 'writer', 'other'];
const cases: [string, Parameters<typeof stateOf>, ReturnType<typeof stateOf>][] = [
  ['an ordinary one', [{}], { runs: all, parked: [], errors: [] }],
  [
    'an app that is switched off has no folder',
    [{ apps: { writer: { enabled: false } } }],
    { runs: ['store', 'other'], parked: [], errors: [] },
  ],
  [
    'an app that is retiring has an empty folder',
    [{ apps: { writer: { state: 'retiring' } } }],
    { runs: ['store', 'other'], parked: ['writer retiring'], errors: [] },
  ],
  [
    'an app that is retiring everywhere but here',
    [{ apps: { writer: { state: 'running' } } }, { apps: { writer: { state: 'retiring' } } }],
    { runs: all, parked: [], errors: [] },
  ],
  [
    'a standby cluster has empty folders of what waits',
    [{ role: 'standby' }],
    { runs: ['other'], parked: ['store waiting', 'writer waiting'], errors: [] },
  ],
  [
    'a database that is retiring while it is used goes on, and that is an error',
    [{ apps: { store: { state: 'retiring' } } }],
    { runs: all, parked: [], errors: ['retiring-in-use overlays/test/environment.yaml.clusters.0.data.users'] },
  ],
  [
    'a database that is retiring and whose users have another',
    [{ apps: { store: { state: 'retiring' } } }, { data: outside }],
    { runs: ['writer', 'other'], parked: ['store retiring'], errors: [] },
  ],
  [
    'a cluster that is retiring holds nothing any more',
    [{ state: 'retiring' }],
    { runs: [], parked: all.map((name) => `${name} retiring`), errors: [] },
  ],
  [
    'the hub beside a database',
    [{}, {}, 'one'],
    { runs: all, parked: [], errors: ['hub-beside-primary overlays/fleet.yaml.hub.cluster'] },
  ],
  [
    'the hub where databases are outside',
    [{}, { data: outside }, 'one'],
    { runs: ['writer', 'other'], parked: [], errors: [] },
  ],
  [
    'the hub in a standby cluster',
    [{ role: 'standby' }, {}, 'one'],
    { runs: ['other'], parked: ['store waiting', 'writer waiting'], errors: [] },
  ],
  ['the hub in a cluster of its own', [{}, {}, 'hub'], { runs: all, parked: [], errors: [] }],
];
for (const [title, settings, expected] of cases) {
  test(`a cluster: ${title}`, () => {
    assert.deepEqual(stateOf(...settings), expected);
  });
}
