import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ClusterFacts } from '../../../model/inputs.ts';
import { exampleClusters } from '../../../testing/clusters.ts';
import { exampleInputs } from '../../../testing/inputs.ts';
import { app } from '../../../testing/names.ts';
import { priorities } from '../../../testing/priorities.ts';
import { postgresqlDatabase } from '../../names.ts';
import { here } from '../../source.ts';
import { serverConnections } from './pooler.ts';
import { postgres } from './postgres.ts';

const orders = postgres(app('orders-database', 'data', []), {
  source: here(import.meta),
  contract: postgresqlDatabase('orders').contract,
  images: { server: 'registry.example.com/postgresql:17.1', pooler: 'registry.example.com/pgbouncer:1.25.2' },
  priority: priorities.critical,
  storage: '10Gi',
  resources: { cpu: '1', memory: '1Gi' },
  connections: 100,
});
const poolersIn = (cluster: ClusterFacts) =>
  orders.render(exampleInputs(orders, cluster)).filter(({ kind }) => kind === 'Pooler');

test('a pooler lends connections for a transaction, knows prepared statements and spreads over the zones', () => {
  const [readWrite] = poolersIn(exampleClusters.azure);
  const labelSelector = { matchLabels: { 'cnpg.io/poolerName': 'orders-pooler-rw' } };
  const common = { maxSkew: 1, labelSelector, matchLabelKeys: ['pod-template-hash'] };
  assert.deepEqual(readWrite?.spec, {
    cluster: { name: 'orders' },
    type: 'rw',
    instances: 3,
    pgbouncer: {
      image: 'registry.example.com/pgbouncer:1.25.2',
      paused: false,
      poolMode: 'transaction',
      parameters: { default_pool_size: '13', max_client_conn: '1000', max_prepared_statements: '200' },
    },
    deploymentStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    template: {
      spec: {
        enableServiceLinks: false,
        priorityClassName: 'shop-critical',
        topologySpreadConstraints: [
          {
            ...common,
            topologyKey: 'topology.kubernetes.io/zone',
            whenUnsatisfiable: 'DoNotSchedule',
            nodeTaintsPolicy: 'Honor',
          },
          { ...common, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' },
        ],
        containers: [
          {
            name: 'pgbouncer',
            resources: { requests: { cpu: '200m', memory: '128Mi' }, limits: { cpu: '1', memory: '128Mi' } },
          },
        ],
      },
    },
  });
});

test('reads go to replicas, or to the only instance there is', () => {
  const types = (cluster: ClusterFacts) => poolersIn(cluster).map(({ spec }) => (spec as { type: string }).type);
  assert.deepEqual(
    [types(exampleClusters.aws), types(exampleClusters.local)],
    [
      ['rw', 'ro'],
      ['rw', 'r'],
    ],
  );
});

test('all poolers of one server together leave it a fifth of its connections, also while pods of before end in a roll-out', () => {
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 5000 }), fc.integer({ min: 1, max: 3 }), (connections, pods) => {
      const size = serverConnections(connections, pods);
      const poolersAtOneServer = pods === 1 ? 2 : 1;
      assert.ok(size >= 1 && size * pods * 2 * poolersAtOneServer <= connections * 0.8);
    }),
  );
});

test('a drain takes one pod of a pooler at a time', () => {
  for (const type of ['rw', 'ro']) {
    const budget = orders
      .render(exampleInputs(orders, exampleClusters.aws))
      .find(({ kind, metadata }) => kind === 'PodDisruptionBudget' && metadata.name === `orders-pooler-${type}`);
    assert.deepEqual(budget?.spec, {
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: { 'cnpg.io/poolerName': `orders-pooler-${type}` } },
    });
  }
});

for (const [cpu, request, limit] of [
  ['500m', '500m', '1'],
  ['2.5', '2500m', '2500m'],
] as const) {
  test(`a pooler that requests ${cpu} may use ${limit}, and as many clients as settings say`, () => {
    const pool = { clients: 50, resources: { cpu, memory: '256Mi' } };
    const [readWrite] = orders
      .render(exampleInputs(orders, exampleClusters.aws, { pool }))
      .filter(({ kind }) => kind === 'Pooler');
    const { pgbouncer, template } = readWrite?.spec as {
      pgbouncer: { parameters: { max_client_conn: string } };
      template: { spec: { containers: [{ resources: object }] } };
    };
    assert.equal(pgbouncer.parameters.max_client_conn, '50');
    assert.deepEqual(template.spec.containers[0].resources, {
      requests: { cpu: request, memory: '256Mi' },
      limits: { cpu: limit, memory: '256Mi' },
    });
  });
}

test('three pods of a pooler get at most four fifths of the connections, and of a single instance half of that each', () => {
  for (const [connections, pods, each] of [
    [100, 3, 13],
    [100, 2, 20],
    [100, 1, 20],
    [20, 3, 2],
  ] as const) {
    assert.equal(serverConnections(connections, pods), each);
  }
});
