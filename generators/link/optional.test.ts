import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callsIfThere } from '../blocks/names.ts';
import { edgeRules } from '../blocks/networking/egress.ts';
import type { Ports } from '../model/appId.ts';
import type { Catalogue } from '../model/fleet.ts';
import type { Cluster } from '../model/settings/index.ts';
import { exampleApp } from '../testing/app.ts';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { exampleFleet } from '../testing/fleet.ts';
import { app, users } from '../testing/names.ts';
import { usersProvider } from '../testing/usersProvider.ts';
import { checkLinks } from './check.ts';
import { linkCluster } from './clusters.ts';

const auth = app('auth', 'backend', ['http']);
const catalogue: Catalogue = {
  apps: [
    exampleApp(app('edge', 'media', []), { uses: { auth: callsIfThere(auth, 'http') } }),
    exampleApp(auth, {
      uses: { users: users.readWrite },
      ports: (_, { quiet }): Ports => (quiet ? {} : { http: 8080 }),
    }),
    usersProvider({ onStandby: 'absent' }),
  ],
  contracts: [users.contract],
};

/** Apps that run, rules by which `edge` calls others, and what is found, notes aside. */
function linkedIn(changes: Partial<Cluster>) {
  const cluster = exampleCluster('aws', { data: { users: { provider: 'operator' } }, ...changes });
  const environment = exampleEnvironment([cluster]);
  const fleet = exampleFleet([environment]);
  const linked = linkCluster(catalogue, fleet, environment, cluster);
  const edge = linked.graph.get('edge');
  assert.ok(edge);
  const findings = checkLinks(catalogue, fleet, linked).filter(({ severity }) => severity !== 'note');
  return { apps: [...linked.graph.keys()], rules: edgeRules(edge.inputs).length, findings };
}

const cases: [title: string, changes: Partial<Cluster>, apps: string[], rules: number][] = [
  ['where both run, one calls the other', {}, ['edge', 'auth', 'users-database'], 1],
  ['on a standby cluster it runs alone and calls nobody', { role: 'standby' }, ['edge'], 0],
  [
    'where the other one does not listen on that port it calls nobody',
    { apps: { auth: { quiet: true } } },
    ['edge', 'auth', 'users-database'],
    0,
  ],
  [
    'where the other one is switched off it runs alone',
    { apps: { auth: { enabled: false } } },
    ['edge', 'users-database'],
    0,
  ],
];
for (const [title, changes, apps, rules] of cases) {
  test(`an app that calls another one if it is there: ${title}`, () => {
    assert.deepEqual(linkedIn(changes), { apps, rules, findings: [] });
  });
}
