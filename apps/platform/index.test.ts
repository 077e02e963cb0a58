import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { providesData } from '../../generators/model/app.ts';
import type { ClusterFacts } from '../../generators/model/inputs.ts';
import { quantity } from '../../generators/model/quantity.ts';
import { keyOf } from '../../generators/model/resource.ts';
import { clouds } from '../../generators/model/settings/index.ts';
import { exampleClusters } from '../../generators/testing/clusters.ts';
import { exampleInputs } from '../../generators/testing/inputs.ts';
import { catalogue } from '../index.ts';
import { tiers } from '../tiers.ts';
import { platform } from './index.ts';
import { systemsTiers } from './secrets.ts';
import { stores } from './stores.ts';

const everywhere = [
  ...tiers.flatMap((tier) => [
    `/Namespace//${tier}`,
    `/LimitRange/${tier}/defaults`,
    `/ResourceQuota/${tier}/budget`,
    `networking.k8s.io/NetworkPolicy/${tier}/default-deny`,
  ]),
  'scheduling.k8s.io/PriorityClass//shop-monitoring',
  'scheduling.k8s.io/PriorityClass//shop-critical',
  'scheduling.k8s.io/PriorityClass//shop-standard',
  'scheduling.k8s.io/PriorityClass//shop-headroom',
  'storage.k8s.io/StorageClass//zonal-ssd',
];

const storesEverywhere = [
  'external-secrets.io/ClusterSecretStore//secrets',
  'external-secrets.io/ClusterSecretStore//cluster-secrets',
  '/ServiceAccount/data/secret-reader',
  'rbac.authorization.k8s.io/Role/data/secret-reader',
  'rbac.authorization.k8s.io/RoleBinding/data/secret-reader',
  'external-secrets.io/ClusterSecretStore//gateway-secrets',
  '/ServiceAccount/gateways/secret-reader',
  'rbac.authorization.k8s.io/Role/gateways/secret-reader',
  'rbac.authorization.k8s.io/RoleBinding/gateways/secret-reader',
  'external-secrets.io/ClusterSecretStore//logging-secrets',
  '/ServiceAccount/logging/secret-reader',
  'rbac.authorization.k8s.io/Role/logging/secret-reader',
  'rbac.authorization.k8s.io/RoleBinding/logging/secret-reader',
];

const onlyLocal = [
  '/Namespace//development-secrets',
  'networking.k8s.io/NetworkPolicy/development-secrets/default-deny',
  '/ServiceAccount/development-secrets/secret-reader',
  'rbac.authorization.k8s.io/Role/development-secrets/secret-reader',
  'rbac.authorization.k8s.io/RoleBinding/development-secrets/secret-reader',
];

const rendered = (cluster: ClusterFacts, settings = {}) => platform.render(exampleInputs(platform, cluster, settings));
const identities = (cluster: ClusterFacts, settings = {}) => rendered(cluster, settings).map(keyOf).sort();
const renderedStores = (cluster: ClusterFacts) => stores.render(exampleInputs(stores, cluster));

for (const cloud of clouds) {
  test(`a cluster on ${cloud} has the objects of every cluster${cloud === 'local' ? ' and its own secrets' : ''}`, () => {
    const wanted = cloud === 'local' ? [...storesEverywhere, ...onlyLocal] : storesEverywhere;
    assert.deepEqual(identities(exampleClusters[cloud]), everywhere.toSorted());
    assert.deepEqual(renderedStores(exampleClusters[cloud]).map(keyOf).sort(), wanted.toSorted());
  });
}

const budget = fc.record({
  cpu: fc.integer({ min: 1, max: 9999 }).map(String),
  memory: fc.integer({ min: 1, max: 9999 }).map((size) => `${size}Gi`),
  pods: fc.integer({ min: 1, max: 10000 }),
});

test('no object of the stage before the operators needs an operator', () => {
  const groups = new Set(rendered(exampleClusters.aws).map(({ apiVersion }) => apiVersion));
  assert.deepEqual([...groups].sort(), ['networking.k8s.io/v1', 'scheduling.k8s.io/v1', 'storage.k8s.io/v1', 'v1']);
});

/** `9k` and `9000` are the same. */
const amounts = (hard: Readonly<Record<string, string>>) =>
  Object.entries(hard).map(([name, text]) => [name, quantity(text)]);

test('identities depend on no setting, and quotas are exactly the budgets that were set', () => {
  const quotas = fc.record(Object.fromEntries(tiers.map((tier) => [tier, budget])));
  const kubernetes = fc.constantFrom('1.33', '1.34', '1.35', '1.36');
  fc.assert(
    fc.property(fc.constantFrom(...clouds), kubernetes, quotas, (cloud, minor, budgets) => {
      const cluster = { ...exampleClusters[cloud], kubernetes: minor };
      assert.deepEqual(identities(cluster, { quotas: budgets }), identities(exampleClusters[cloud]));
      const hard = rendered(cluster, { quotas: budgets })
        .filter(({ kind }) => kind === 'ResourceQuota')
        .map(({ metadata, spec }) => [metadata.namespace, amounts((spec as { hard: Record<string, string> }).hard)]);
      assert.deepEqual(
        hard,
        Object.entries(budgets).map(([tier, { cpu, memory, pods }]) => [
          tier,
          amounts({ 'requests.cpu': cpu, 'requests.memory': memory, pods: String(pods) }),
        ]),
      );
    }),
  );
});

test('monitoring ranks above critical, that above standard, all three above pods without a class, and headroom below all', () => {
  const ranks = rendered(exampleClusters.aws)
    .filter(({ kind }) => kind === 'PriorityClass')
    .map(({ metadata, value, preemptionPolicy }) => [metadata.name, value, preemptionPolicy]);
  assert.deepEqual(ranks, [
    ['shop-monitoring', 2_000_000, 'PreemptLowerPriority'],
    ['shop-critical', 1_000_000, 'PreemptLowerPriority'],
    ['shop-standard', 100_000, 'PreemptLowerPriority'],
    ['shop-headroom', -10, 'Never'],
  ]);
});

test('the stores serve the namespaces of the tiers and no others', () => {
  for (const cloud of clouds) {
    const found = renderedStores(exampleClusters[cloud]).filter(({ kind }) => kind === 'ClusterSecretStore');
    const conditions = found.map(({ spec }) => (spec as { conditions: unknown }).conditions);
    const all = [{ namespaces: [...tiers] }];
    assert.deepEqual(conditions, [all, all, all, all]);
  }
});

test('the reader of a namespace may get the accounts that are fetched from there, and no others', () => {
  const inputs = exampleInputs(stores, exampleClusters.aws);
  const from = (store: string, key: string) => ({ app: 'api', tier: 'backend', value: { store, key } });
  const fetched = [
    from('cluster-secrets', 'users-app'),
    from('gateway-secrets', 'counters'),
    from('cluster-secrets', 'b'),
    from('logging-secrets', 'logs'),
  ];
  const roles = stores
    .render({ ...inputs, collected: { 'fetched-account': fetched } })
    .filter(({ kind }) => kind === 'Role')
    .map(({ metadata, rules }) => [metadata.namespace, (rules as { resourceNames: unknown }[])[0]?.resourceNames]);
  assert.deepEqual(roles, [
    ['data', ['b', 'users-app']],
    ['gateways', ['counters']],
    ['logging', ['logs']],
  ]);
});

test('every app that holds data of a contract is in a namespace whose Secrets a store of accounts reads', () => {
  const elsewhere = catalogue.apps.filter((app) => providesData(app) && !systemsTiers.some((one) => one === app.tier));
  assert.deepEqual(
    elsewhere.map(({ name, tier }) => `${name} in ${tier}`),
    [],
  );
});

test('every key that environments may set has a default, unless it is of one cloud alone, and a description', () => {
  const check = (schema: unknown, path: string) => {
    const { properties, description, ...rest } = schema as { properties?: object; description?: string };
    assert.ok(description, `${path} has no description`);
    const ofOneCloud = /^(AWS|Google|Azure): /.test(description);
    assert.ok(properties !== undefined || 'default' in rest || ofOneCloud, `${path} has no default`);
    for (const [key, member] of Object.entries(properties ?? {})) check(member, `${path}.${key}`);
  };
  check(platform.settings, 'platform');
  check(stores.settings, 'stores');
});
