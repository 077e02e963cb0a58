import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../../../generators/model/resource.ts';
import { isReady, type Live, type Move, type Node, type Pod } from '../model.ts';
import { createSight } from '../objectCache.ts';
import { live, pod } from '../testing/examples.ts';
import { simulatedPostgresCluster } from './cluster.ts';
import { instancePod } from './instance.ts';
import { type ClusterStatus, type PostgresCluster, type Role, roleLabels } from './names.ts';

const metadata = { name: 'users', namespace: 'data' };
const spec = {
  instances: 3,
  storage: {},
  postgresql: { synchronous: { method: 'any', number: 1, failoverQuorum: true } },
};

function cluster(status?: ClusterStatus, more: object = {}): PostgresCluster {
  const resource = { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata, spec: { ...spec, ...more } };
  return live(resource as Resource, status);
}

/**
 * Instances by short texts: `1*` is a primary, `2-` not ready, `3x` being deleted, `1u` unhealthy; `!` marks another
 * template.
 */
function instances(object: PostgresCluster, text: string): readonly Pod[] {
  return text.split(' ').map((word) => {
    const name = `users-${word[0]}`;
    const role: Role = word.includes('*') ? 'primary' : word.includes('u') ? 'unhealthy' : 'replica';
    const template = instancePod(object, name, createSight().look(new Date()));
    const labels = { ...template.metadata.labels, ...roleLabels(role) };
    const annotations = word.includes('!') ? {} : template.metadata.annotations;
    const made = pod(
      { ...template, metadata: { ...template.metadata, labels, ...(annotations && { annotations }) } },
      !/[-x]/.test(word),
      `node-${word[0]}`,
    );
    return word.includes('x') ? { ...made, metadata: { ...made.metadata, deletionTimestamp: 'now' } } : made;
  });
}

const said = (move: Move): string =>
  [move.type, move.pod.metadata.name, ...(move.type === 'label' ? [move.labels.role] : [])].join(' ');

function next(object: PostgresCluster, pods: string, nodes: readonly Node[] = []) {
  const sight = createSight();
  const all = pods === '' ? [] : instances(object, pods);
  for (const one of [...all, ...nodes] as Live[]) sight.put(one);
  const world = sight.look(new Date());
  const { phase, currentPrimary, targetPrimary } = simulatedPostgresCluster.reports?.(object, world) as ClusterStatus;
  return {
    moves: (simulatedPostgresCluster.moves?.(object, world) ?? []).map(said),
    lead: currentPrimary === targetPrimary ? currentPrimary : `${currentPrimary} to ${targetPrimary}`,
    phase,
  };
}

const names = (...serials: number[]) => serials.map((serial) => `users-${serial}`);
const whole = { instanceNames: names(1, 2, 3), currentPrimary: 'users-1', targetPrimary: 'users-1' };

for (const [title, status, pods, expected] of [
  ['the primary comes first', undefined, '', ['Setting up primary', 'users-1', 'create users-1']],
  [
    'no replica before the primary is ready',
    { ...whole, instanceNames: names(1) },
    '1-*',
    ['Setting up primary', 'users-1'],
  ],
  [
    'then a replica',
    { ...whole, instanceNames: names(1) },
    '1*',
    ['Creating a new replica', 'users-1', 'create users-2'],
  ],
  [
    'then the next',
    { ...whole, instanceNames: names(1, 2) },
    '1* 2',
    ['Creating a new replica', 'users-1', 'create users-3'],
  ],
  ['all is well', whole, '1* 2 3', ['Cluster in healthy state', 'users-1']],
  ['a missing replica is created again', whole, '1* 3', ['Creating a new replica', 'users-1', 'create users-2']],
  [
    'one that is still being deleted is not',
    whole,
    '1* 2x 3',
    ['Waiting for the instances to become active', 'users-1'],
  ],
  ['a lost primary is replaced', whole, '1-* 2 3', ['Failing over', 'users-1 to users-2', 'label users-1 unhealthy']],
  [
    'the heir leads',
    { ...whole, targetPrimary: 'users-2', phase: 'Failing over' },
    '1u- 2 3',
    ['Waiting for the instances to become active', 'users-2', 'label users-1 replica', 'label users-2 primary'],
  ],
  [
    'no failover to a replica that might lack commits',
    whole,
    '1-* 2- 3',
    ['Waiting for the instances to become active', 'users-1'],
  ],
  ['an outdated replica is replaced first', whole, '1*! 2! 3', ['Upgrading cluster', 'users-1', 'delete users-2']],
  ['but not while one is missing', whole, '1*! 2! 3-', ['Upgrading cluster', 'users-1']],
  [
    'the outdated primary last',
    whole,
    '1*! 2 3',
    ['Primary instance is being restarted without a switchover', 'users-1', 'delete users-1'],
  ],
  [
    'and it is waited for',
    { ...whole, phase: 'Primary instance is being restarted without a switchover' },
    '2 3',
    ['Primary instance is being restarted without a switchover', 'users-1', 'create users-1'],
  ],
  [
    'a surplus replica is deleted, not the primary',
    { ...whole, instanceNames: names(1, 2, 3, 4), currentPrimary: 'users-4', targetPrimary: 'users-4' },
    '1 2 3 4*',
    ['Waiting for the instances to become active', 'users-4', 'delete users-3'],
  ],
] as const) {
  test(`instances of a database: ${title}`, () => {
    const [phase, lead, ...moves] = expected;
    assert.deepEqual(next(cluster(status), pods), { moves, lead, phase });
  });
}

const cordoned = (name: string): Node =>
  live({ apiVersion: 'v1', kind: 'Node', metadata: { name }, spec: { unschedulable: true } });

test('a primary hands over before its node is drained, to a replica whose node is not', () => {
  const nodes = [cordoned('node-1'), cordoned('node-2')];
  assert.deepEqual(next(cluster(whole), '1* 2 3', nodes), {
    moves: ['label users-1 unhealthy'],
    lead: 'users-1 to users-3',
    phase: 'Switchover in progress',
  });
});

test('a primary stays on a node that is drained as long as some replicas are missing', () => {
  const { lead } = next(cluster(whole), '1* 2 3-', [cordoned('node-1')]);
  assert.equal(lead, 'users-1');
});

test('a drain evicts one replica at a time and never a primary', () => {
  const budgets = (instances: number, more: object = {}) =>
    (simulatedPostgresCluster.makes?.(cluster(undefined, { instances, ...more }), createSight().look(new Date())) ?? [])
      .filter(({ resource }) => resource.kind === 'PodDisruptionBudget')
      .map(({ resource }) => [resource.metadata.name, (resource.spec as { minAvailable: number }).minAvailable]);
  assert.deepEqual(budgets(3), [
    ['users-primary', 1],
    ['users', 1],
  ]);
  assert.deepEqual(budgets(1), [['users-primary', 1]]);
  assert.deepEqual(budgets(3, { enablePDB: false }), []);
});

test('an account is created for an independent database, and for a replica cluster that names one', () => {
  const accounts = (bootstrap: object | undefined) =>
    (simulatedPostgresCluster.makes?.(cluster(undefined, { bootstrap }), createSight().look(new Date())) ?? [])
      .map(({ resource }) => resource.metadata.name)
      .filter((name) => name === 'users-app').length;
  const database = { database: 'users', owner: 'users' };
  const given = { secret: { name: 'mine' } };
  assert.deepEqual(
    [
      undefined,
      { initdb: database },
      { initdb: { ...database, ...given } },
      { recovery: { source: 'other' } },
      { recovery: { source: 'other', ...database } },
      { recovery: { source: 'other', ...database, ...given } },
    ].map(accounts),
    [1, 1, 0, 0, 1, 0],
  );
});

test('no instance is created before the store that it archives in exists', () => {
  const parameters = { barmanObjectName: 'users' };
  const archiving = cluster(undefined, { plugins: [{ name: 'barman-cloud.cloudnative-pg.io', parameters }] });
  const store = live({ apiVersion: 'barmancloud.cnpg.io/v1', kind: 'ObjectStore', metadata }) as Node;
  assert.deepEqual(next(archiving, '').moves, []);
  assert.deepEqual(next(archiving, '', [store]).moves, ['create users-1']);
});

test('a pod is ready when its condition says so and it is not being deleted', () => {
  const [there, not, leaving] = instances(cluster(), '1 2- 3x');
  assert.deepEqual([there, not, leaving].map(isReady), [true, false, false]);
});
