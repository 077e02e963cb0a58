import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Catalogue } from '../model/fleet.ts';
import type { Cluster, EnvironmentSettings } from '../model/settings/index.ts';
import { exampleApp } from '../testing/app.ts';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { exampleFleet } from '../testing/fleet.ts';
import { exampleHub } from '../testing/fleetSettings.ts';
import { app, users } from '../testing/names.ts';
import { externalUsers } from '../testing/usersDatabase.ts';
import { usersProvider } from '../testing/usersProvider.ts';
import { checkLinks } from './check.ts';
import { linkCluster } from './clusters.ts';

const ports = () => ({ http: 8080 });
const sample: Catalogue = {
  apps: [
    usersProvider({ onStandby: 'absent' }),
    exampleApp(app('writer', 'backend', ['http']), { ports, uses: { users: users.readWrite } }),
    exampleApp(app('other', 'media', [])),
    exampleApp(app('mesh', 'media', []), { gateways: ['istio'] }),
  ],
  contracts: [users.contract],
};

const inside = { users: { provider: 'operator' } };
const outside = { users: externalUsers };

/** The apps that run, the apps that are parked, and the errors in a cluster. */
function stateOf(
  cluster: Partial<Cluster>,
  settings: Partial<EnvironmentSettings> = {},
  hub?: string,
  catalogue = sample,
) {
  const one = exampleCluster('aws', { name: 'one', ...cluster } as Partial<Cluster>);
  const environment = exampleEnvironment([one], { data: inside, ...settings });
  const fleet = exampleFleet([environment], { hub: hub ? { ...exampleHub, cluster: hub } : undefined });
  const linked = linkCluster(catalogue, fleet, environment, one);
  return {
    runs: [...linked.graph.keys()],
    parked: linked.parked.map(({ app: { name }, why }) => `${name} ${why}`),
    errors: checkLinks(catalogue, fleet, linked)
      .filter(({ severity }) => severity === 'error')
      .map(({ code, at }) => `${code} ${at?.file}`),
  };
}

const all = ['users-database', 'writer', 'other', 'mesh'];
const cases: [string, Parameters<typeof stateOf>, ReturnType<typeof stateOf>][] = [
  ['an ordinary one', [{}], { runs: all, parked: [], errors: [] }],
  [
    'an app that is switched off has no folder',
    [{ apps: { writer: { enabled: false } } }],
    { runs: ['users-database', 'other', 'mesh'], parked: [], errors: [] },
  ],
  [
    'an app that is retiring has an empty folder',
    [{ apps: { writer: { state: 'retiring' } } }],
    { runs: ['users-database', 'other', 'mesh'], parked: ['writer retiring'], errors: [] },
  ],
  [
    'an app that is retiring everywhere but here',
    [{ apps: { writer: { state: 'running' } } }, { apps: { writer: { state: 'retiring' } } }],
    { runs: all, parked: [], errors: [] },
  ],
  [
    'a standby cluster has empty folders of apps that wait',
    [{ role: 'standby' }],
    { runs: ['other', 'mesh'], parked: ['users-database waiting', 'writer waiting'], errors: [] },
  ],
  [
    'a database that is retiring while it is used goes on, and that is an error',
    [{ apps: { 'users-database': { state: 'retiring' } } }],
    { runs: all, parked: [], errors: ['retiring-in-use overlays/test/environment.yaml.clusters.0.data.users'] },
  ],
  [
    'a database that is retiring and whose users have another',
    [{ apps: { 'users-database': { state: 'retiring' } } }, { data: outside }],
    { runs: ['writer', 'other', 'mesh'], parked: ['users-database retiring'], errors: [] },
  ],
  [
    'an app for another gateway has an empty folder, so one line changes the gateway',
    [{ gateway: 'kong' }],
    { runs: ['users-database', 'writer', 'other'], parked: ['mesh other-gateway'], errors: [] },
  ],
  [
    'an app for another gateway that is switched off has no folder',
    [{ gateway: 'kong', apps: { mesh: { enabled: false } } }],
    { runs: ['users-database', 'writer', 'other'], parked: [], errors: [] },
  ],
  [
    'a cluster that is retiring has only empty folders',
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
    { runs: ['writer', 'other', 'mesh'], parked: [], errors: [] },
  ],
  [
    'the hub in a standby cluster',
    [{ role: 'standby' }, {}, 'one'],
    { runs: ['other', 'mesh'], parked: ['users-database waiting', 'writer waiting'], errors: [] },
  ],
  ['the hub in a cluster of its own', [{}, {}, 'hub'], { runs: all, parked: [], errors: [] }],
];
for (const [title, settings, expected] of cases) {
  test(`a cluster: ${title}`, () => {
    assert.deepEqual(stateOf(...settings), expected);
  });
}

test('an app waits on a standby cluster where a job of it would write', () => {
  const migrated = exampleApp(app('migrated', 'backend', []), {
    uses: { users: users.readOnly },
    jobs: () => [{ name: 'migration', uses: { users: users.direct } }],
  });
  const read = exampleApp(app('reader', 'backend', []), { uses: { users: users.readOnly } });
  const apps = [usersProvider({ onStandby: 'replica' }), migrated, read];
  const { runs, parked } = stateOf({ role: 'standby' }, {}, undefined, { ...sample, apps });
  assert.deepEqual([runs, parked], [['users-database', 'reader'], ['migrated waiting']]);
});
