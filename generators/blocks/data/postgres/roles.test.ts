import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DatabaseAccounts } from '../../../model/edge.ts';
import { keyOf } from '../../../model/resource.ts';
import { exampleClusters } from '../../../testing/clusters.ts';
import { someUser } from '../../../testing/edgeUser.ts';
import { objectOf, postgresOf, renderSystem, specOf, systemInputs, systems } from '../../../testing/systems.ts';
import { postgresqlDatabase } from '../../names.ts';
import { entryKeys } from '../../outside/entryKeys.ts';

const aws = exampleClusters.aws;
const role = (account: string, rights: object) => ({
  name: `orders-${account}`,
  ensure: 'present',
  login: true,
  inherit: true,
  connectionLimit: -1,
  passwordSecret: { name: `orders-database-as-${account}-credentials` },
  ...rights,
});

const cases: readonly (readonly [title: string, DatabaseAccounts[string], rights: object])[] = [
  ['reads', ['read'], { inRoles: ['pg_read_all_data'] }],
  ['writes', ['write'], { inRoles: ['pg_read_all_data', 'pg_write_all_data'] }],
  ['reads and writes', ['read', 'write'], { inRoles: ['pg_read_all_data', 'pg_write_all_data'] }],
  ['monitors', ['monitor'], { inRoles: ['pg_monitor'] }],
  ['replicates', ['replicate'], { replication: true }],
  ['makes roles', ['create-roles'], { createrole: true }],
  [
    'reads, monitors and replicates',
    ['read', 'monitor', 'replicate'],
    { inRoles: ['pg_read_all_data', 'pg_monitor'], replication: true },
  ],
];

for (const [title, rights, expected] of cases) {
  test(`an account that ${title} is a role with that, which owns nothing`, () => {
    const { managed } = specOf(renderSystem(postgresOf({ reports: rights }), aws), 'Cluster', 'orders');
    assert.deepEqual(managed, { roles: [role('reports', expected)] });
  });
}

test('all but the roles, their Secrets and the bound of poolers is as without accounts', () => {
  const [without, objects] = [systems.postgresql, postgresOf({ reports: ['read'] })].map((system) =>
    renderSystem(system, aws),
  );
  assert.ok(without && objects);
  const known = new Set(without.map(keyOf));
  assert.deepEqual(
    objects.map(keyOf).filter((key) => !known.has(key)),
    [
      'generators.external-secrets.io/Password/data/orders-database-as-reports-credentials',
      'external-secrets.io/ExternalSecret/data/orders-database-as-reports-credentials',
    ],
  );
  const { managed: _, ...cluster } = specOf(objects, 'Cluster', 'orders');
  assert.deepEqual(cluster, specOf(without, 'Cluster', 'orders'));
});

test('accounts of a pooler together have no more connections than one has alone', () => {
  for (const name of ['orders-pooler-rw', 'orders-pooler-ro']) {
    const parameters = (accounts: DatabaseAccounts) =>
      specOf<{ pgbouncer: { parameters: Record<string, string> } }>(
        renderSystem(postgresOf(accounts), aws),
        'Pooler',
        name,
      ).pgbouncer.parameters;
    const { max_db_connections: most, ...others } = parameters({ reports: ['read'], audit: ['monitor'] });
    assert.equal(most, others.default_pool_size);
    assert.deepEqual(others, parameters({}));
  }
});

interface Secret {
  target: { template: { type: string; metadata: object; data: object } };
  data?: { remoteRef: { key: string; property: string } }[];
}
const secretIn = (settings: Record<string, unknown>) =>
  specOf<Secret>(
    renderSystem(postgresOf({ reports: ['read'] }), aws, { settings }),
    'ExternalSecret',
    'orders-database-as-reports-credentials',
  );

test('the password of an account is generated, or from the entry of the database, which all copies read', () => {
  const form = { type: 'kubernetes.io/basic-auth', metadata: { labels: { 'cnpg.io/reload': 'true' } } };
  const of = ({ target: { template } }: Secret) => ({ type: template.type, metadata: template.metadata });
  const [generated, read] = [secretIn({}), secretIn({ secret: 'shop-orders' })];
  assert.deepEqual([of(generated), of(read)], [form, form]);
  assert.deepEqual(generated.target.template.data, { username: 'orders-reports', password: '{{ .password }}' });
  assert.deepEqual(read.target.template.data, {
    username: 'orders-reports',
    password: '{{ .orders_reports_password }}',
  });
  assert.deepEqual(
    read.data?.map(({ remoteRef }) => [remoteRef.key, remoteRef.property]),
    [['shop-orders', 'reports-password']],
  );
});

test('the page of prerequisites says what the entry holds for each account', () => {
  const system = postgresOf({ reports: ['read'], audit: ['monitor'] });
  const declared = system.declares?.(systemInputs(system, aws, { settings: { secret: 'shop-orders' } })) ?? [];
  const keys = declared.filter(({ fact }) => fact === entryKeys.name).map(({ value }) => value);
  const random = { kind: 'random', format: 'text' };
  assert.deepEqual(keys[0], {
    entry: 'shop-orders',
    keys: { password: random, 'reports-password': random, 'audit-password': random },
  });
});

test('an app logs in as its account, at the address of its access', () => {
  const orders = postgresqlDatabase('orders', { reports: ['read'] });
  const system = postgresOf({ reports: ['read'] });
  const endpoint = (edge: typeof orders.readOnly) => system.provides?.endpoint(edge, {}, someUser);
  const { credentials, ...where } = endpoint(orders.as('reports').readOnly) as { credentials: object };
  assert.deepEqual(credentials, { store: 'cluster-secrets', key: 'orders-database-as-reports-credentials' });
  const { credentials: shared, ...same } = endpoint(orders.readOnly) as { credentials: object };
  assert.deepEqual(where, same);
  assert.deepEqual(shared, { store: 'cluster-secrets', key: 'orders-app' });
  assert.ok(objectOf(renderSystem(system, aws), 'ExternalSecret', 'orders-database-as-reports-credentials'));
});
