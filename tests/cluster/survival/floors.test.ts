import assert from 'node:assert/strict';
import { test } from 'node:test';
import { budget, calm, pod } from './example.ts';
import { broken, floorsOf, quorumsOf, unprotected } from './floors.ts';
import type { Pod } from './state.ts';

const lost = (zone: string) => new Set([`${zone}-0`]);
const six = ['a', 'a', 'b', 'b', 'c', 'c'].map((zone, index) => pod(`api-${index}`, 'api', zone));
const pinned = [0, 1, 2].map((index) => pod(`api-${index}`, 'api', 'a'));

const cases: readonly [title: string, pods: readonly Pod[], least: number, zone: string, found: readonly string[]][] = [
  ['three pods in three zones keep a budget of one when a zone is lost', calm.pods, 2, 'a', []],
  [
    'pods that are all in the lost zone break their budget',
    pinned,
    2,
    'a',
    ['budget backend/api: 0 pods are ready, at least 2 must be'],
  ],
  ['pods that are all elsewhere keep it', pinned, 2, 'b', []],
  ['of six pods two may be lost with a zone, whatever the budget allows', six, 5, 'a', []],
  [
    'of six pods three may not be lost',
    [...six.slice(0, 5), pod('api-5', 'api', 'a')],
    5,
    'a',
    ['budget backend/api: 3 pods are ready, at least 4 must be'],
  ],
];
for (const [title, pods, least, zone, found] of cases) {
  test(title, () => {
    const floors = floorsOf({ pods, budgets: [budget('api', least)] }, 3);
    assert.deepEqual(broken(floors, pods, lost(zone)), found);
  });
}

test('while no zone is lost the budget itself is the floor', () => {
  const floors = floorsOf({ pods: six, budgets: [budget('api', 5)] });
  assert.deepEqual(broken(floors, six.slice(1), new Set()), []);
  assert.deepEqual(broken(floors, six.slice(2), new Set()), [
    'budget backend/api: 4 pods are ready, at least 5 must be',
  ]);
});

test('a pod that is being deleted or not ready does not count', () => {
  const floors = floorsOf(calm);
  const [first, second, third] = calm.pods;
  const leaving = pod('api-a', 'api', 'a', { deletionTimestamp: 'now' });
  const starting = { ...second, status: { phase: 'Running' } } as Pod;
  assert.deepEqual(broken(floors, [leaving, second, third].filter(Boolean) as Pod[], new Set()), []);
  assert.deepEqual(broken(floors, [leaving, starting, third].filter(Boolean) as Pod[], new Set()), [
    'budget backend/api: 1 pods are ready, at least 2 must be',
  ]);
  assert.equal(first?.metadata.name, 'api-a');
});

test('a budget over a role sets no floor, and protects all the same', () => {
  const role = budget('api', 1, { 'cnpg.io/instanceRole': 'primary' });
  assert.deepEqual(floorsOf({ pods: calm.pods, budgets: [role] }), []);
  const instances = calm.pods.map((one) => ({
    ...one,
    metadata: { ...one.metadata, labels: { ...one.metadata.labels, 'cnpg.io/instanceRole': 'primary' } },
  }));
  assert.deepEqual(unprotected({ pods: instances, budgets: [role] }), []);
});

test('a workload of several pods without a budget is unprotected', () => {
  const more = [pod('one-x', 'one', 'a'), pod('two-x', 'two', 'a'), pod('two-y', 'two', 'b')];
  assert.deepEqual(unprotected({ pods: [...calm.pods, ...more], budgets: calm.budgets }), ['Deployment backend/two']);
  const elsewhere = { ...budget('two', 1), metadata: { ...budget('two', 1).metadata, namespace: 'media' } };
  assert.deepEqual(unprotected({ pods: more, budgets: [elsewhere] }), ['Deployment backend/two']);
});

test('systems with a quorum are found by the labels of their operators, and need more than half', () => {
  const owned = (labels: object) => ({ labels, ownerReferences: [{ kind: 'StatefulSet', name: 'x' }] });
  const kinds: Readonly<Record<string, object>> = {
    users: { 'cnpg.io/cluster': 'users', 'cnpg.io/podRole': 'instance' },
    feed: { 'cassandra.datastax.com/cluster': 'feed', 'cassandra.datastax.com/datacenter': 'dc1' },
    'products-rs0': {
      'app.kubernetes.io/component': 'mongod',
      'app.kubernetes.io/instance': 'products',
      'app.kubernetes.io/replset': 'rs0',
    },
    'products-cfg': {
      'app.kubernetes.io/component': 'cfg',
      'app.kubernetes.io/instance': 'products',
      'app.kubernetes.io/replset': 'cfg',
    },
    payments: {
      'app.kubernetes.io/name': 'mysql',
      'app.kubernetes.io/component': 'database',
      'app.kubernetes.io/instance': 'payments',
    },
    events: { 'app.kubernetes.io/component': 'rabbitmq', 'app.kubernetes.io/name': 'events' },
    cache: { 'app.kubernetes.io/name': 'cache' },
    none: { 'cnpg.io/cluster': 'users', 'cnpg.io/podRole': 'pooler' },
  };
  const pods = Object.entries(kinds).flatMap(([name, labels]) =>
    ['a', 'b', 'c'].map((zone): Pod => {
      const one = pod(`${name}-${zone}`, name, zone, owned(labels));
      return name === 'cache' ? { ...one, spec: { ...one.spec, containers: [{ name: 'sentinel' }] } } : one;
    }),
  );
  const quorums = quorumsOf({ pods });
  const wanted = ['users', 'feed', 'products-rs0', 'products-cfg', 'payments', 'events', 'cache'];
  assert.deepEqual(
    quorums.map(({ name, members, least }) => ({ name, members, least })),
    wanted.map((name) => ({ name: `quorum backend/${name}`, members: 3, least: 2 })),
  );
  assert.deepEqual(broken(quorums, pods, lost('a')), []);
  assert.equal(broken(quorums, pods, new Set(['a-0', 'b-0'])).length, wanted.length);
});
