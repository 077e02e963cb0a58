import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkFleet } from '../link/clusters.ts';
import type { Catalogue } from '../model/fleet.ts';
import type { Resource } from '../model/resource.ts';
import type { Cluster, EnvironmentSettings } from '../model/settings/index.ts';
import { exampleApp } from '../testing/app.ts';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { exampleFleet } from '../testing/fleet.ts';
import { names } from '../testing/names.ts';
import { exampleOperator } from '../testing/operators.ts';
import { allFiles } from './allFiles.ts';
import { planClusters } from './clusters.ts';

const queue: Resource = { apiVersion: 'queues.io/v1', kind: 'Queue', metadata: { name: 'work', namespace: 'backend' } };
const catalogue: Catalogue = {
  apps: [exampleApp(names.worker, { render: () => [queue] })],
  contracts: [],
  operators: [exampleOperator('queues')],
};
const charts = { queues: { repository: 'https://charts.example.com', chart: 'queues', version: '1.2.3' } };

/** The plan of a fleet's only cluster: files of the app, operators, and what Argo CD has of both. */
function planned(cluster: Partial<Cluster>, settings: Partial<EnvironmentSettings> = {}) {
  const one = exampleCluster('aws', { name: 'one', ...cluster } as Partial<Cluster>);
  const fleet = exampleFleet([exampleEnvironment([one], settings)], { charts });
  const { subtrees, charts: values, deployed } = planClusters(catalogue, fleet, linkFleet(catalogue, fleet));
  const folder = 'overlays/test/clusters/one/worker/';
  return {
    files: allFiles({ separate: [], subtrees })
      .filter(({ path }) => path.startsWith(folder))
      .map(({ path }) => path.slice(folder.length)),
    operators: values.map(({ operator: { name } }) => name),
    deployed: deployed.map(({ apps, kinds }) => [
      apps.map(({ app, namespace, parked }) => `${app.name} in ${namespace}${parked ? ', parked' : ''}`),
      [...kinds.namespaced.keys()],
    ]),
  };
}

const state = (name: string) => ({ apps: { worker: { state: name } } });
const parked = {
  files: ['application.yaml', 'kustomization.yaml'],
  operators: ['queues'],
  deployed: [[['worker in backend, parked'], ['queues.io/Queue']]],
};
const cases: [string, Parameters<typeof planned>, ReturnType<typeof planned>][] = [
  [
    'runs',
    [{}],
    {
      files: ['application.yaml', 'kustomization.yaml'],
      operators: ['queues'],
      deployed: [[['worker in backend'], ['queues.io/Queue']]],
    },
  ],
  ['is retiring here: its operator stays, and its kinds are allowed', [state('retiring')], parked],
  ['is retiring everywhere', [{}, state('retiring')], parked],
  ['is in a cluster that is retiring', [{ state: 'retiring' }], parked],
  [
    'is switched off: nothing is left',
    [{ apps: { worker: { enabled: false } } }],
    { files: [], operators: [], deployed: [] },
  ],
  [
    'is in an environment that Argo CD does not sync',
    [{}, { synced: false }],
    { files: ['kustomization.yaml'], operators: ['queues'], deployed: [] },
  ],
];
for (const [title, settings, expected] of cases) {
  test(`an app that ${title}`, () => {
    assert.deepEqual(planned(...settings), expected);
  });
}
