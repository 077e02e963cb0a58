import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { App } from '../generators/model/app.ts';
import type { Resource } from '../generators/model/resource.ts';
import { exampleClusters } from '../generators/testing/clusters.ts';
import { renderSystem, systems } from '../generators/testing/systems.ts';
import { allPods } from '../policies/cluster/pods.ts';
import { viewOfObjects } from '../policies/example/index.ts';
import { at, listAt } from '../policies/kubernetes/reading.ts';
import { type LabelSelector, matches } from '../policies/kubernetes/selector.ts';

const Gi = 2 ** 30;
const { mysql: paymentsDatabase, mongodb: productsDatabase } = systems;

const render = (app: App): readonly Resource[] => renderSystem(app, exampleClusters.aws);

/** The pods that rules see of one object. */
const podsOf = (resource: Resource) => allPods(viewOfObjects(resource));

const databaseOf = (app: App) => {
  const [resource] = render(app);
  assert.ok(resource);
  return podsOf(resource);
};

test('a MySQL cluster has servers with their helper and exporter, proxies with their monitor, and one backup at a time', () => {
  const found = databaseOf(paymentsDatabase).map(({ name, replicas, requests }) => [name, replicas, requests]);
  assert.deepEqual(found, [
    ['payments-mysql', { min: 3, max: 3, surge: 0, ending: 0 }, { cpu: 1.11, memory: 2.5625 * Gi }],
    ['payments-haproxy', { min: 3, max: 3, surge: 0, ending: 0 }, { cpu: 0.1 + 0.05, memory: 0.25 * Gi }],
    ['payments-backup-bucket', { min: 0, max: 1, surge: 0, ending: 0 }, { cpu: 0.1, memory: 0.5 * Gi }],
  ]);
});

test('a MongoDB cluster has members of every shard and config servers with their agent and exporter, and routers', () => {
  const found = databaseOf(productsDatabase).map(({ name, replicas, requests }) => [name, replicas, requests]);
  const three = { min: 3, max: 3, surge: 0, ending: 0 };
  assert.deepEqual(found, [
    ['products-rs0', three, { cpu: 1.11, memory: 2.5625 * Gi }],
    ['products-rs1', three, { cpu: 1.11, memory: 2.5625 * Gi }],
    ['products-cfg', three, { cpu: 0.36, memory: 1.5625 * Gi }],
    ['products-mongos', three, { cpu: 0.5, memory: 0.5 * Gi }],
  ]);
});

test('exactly one of the database’s policies selects each kind of its pods', () => {
  for (const [app, pods] of [
    [paymentsDatabase, databaseOf(paymentsDatabase)],
    [productsDatabase, databaseOf(productsDatabase)],
  ] as const) {
    const policies = render(app).filter(({ kind }) => kind === 'NetworkPolicy');
    for (const { name, labels } of pods) {
      const selecting = policies.filter(({ spec }) => matches(at(spec, ['podSelector']) as LabelSelector, labels));
      assert.equal(selecting.length, 1, name);
    }
  }
});

test('the anti-affinity of every replica set keeps apart its own pods, and those alone', () => {
  const [database] = render(productsDatabase);
  const all = databaseOf(productsDatabase);
  const sharding = at(database, ['spec', 'sharding']);
  const sets = [
    ...listAt(database, ['spec', 'replsets']),
    { name: 'cfg', ...(at(sharding, ['configsvrReplSet']) as object) },
  ];
  const kept = sets.map((set) => {
    const [term] = listAt(set, ['affinity', 'advanced', 'podAntiAffinity', required]);
    const selector = at(term, ['labelSelector']) as LabelSelector;
    return [
      `products-${at(set, ['name'])}`,
      ...all.filter(({ labels }) => matches(selector, labels)).map(({ name }) => name),
    ];
  });
  assert.deepEqual(
    kept,
    ['rs0', 'rs1', 'cfg'].map((set) => [`products-${set}`, `products-${set}`]),
  );
});
const required = 'requiredDuringSchedulingIgnoredDuringExecution';
