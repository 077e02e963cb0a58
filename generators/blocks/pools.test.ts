import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import Value from 'typebox/value';
import { link } from '../link/link.ts';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { fleetSettings } from '../testing/fleetSettings.ts';
import { app, users } from '../testing/names.ts';
import { exampleRuntime } from '../testing/runtime.ts';
import { exampleSpec } from '../testing/spec.ts';
import { externalUsers } from '../testing/usersDatabase.ts';
import { job } from './jobs/job.ts';
import { pooled, poolSettings } from './pools.ts';
import { service } from './service.ts';

const shop = app('shop', 'backend', ['http']);

/** The objects of an app with a pool, and with a job that has one. */
function render(settings: Readonly<Record<string, unknown>>) {
  const own = service(shop, {
    ...exampleSpec,
    uses: { db: pooled(users.readWrite, 10, { least: 2 }), replicas: pooled(users.readOnly, 7), direct: users.direct },
    env: ({ uses }) => ({ DB_POOL: String(uses.db.pool), RO_POOL: String(uses.replicas.pool) }),
    parts: [
      job(shop, {
        name: 'shop-setup',
        when: 'after',
        images: {},
        runtime: () => exampleRuntime,
        resources: exampleSpec.resources,
        uses: { db: pooled(users.direct, 3) },
        env: ({ uses }) => ({ POOL: String(uses.db.pool) }),
        minutes: 1,
        retries: 0,
      }),
    ],
  });
  const cluster = exampleCluster('aws', { data: { users: externalUsers }, apps: { shop: settings } });
  const level = { layer: 'cluster', environment: exampleEnvironment([cluster]), cluster } as const;
  const graph = link({ apps: [own], contracts: [users.contract] }, { settings: fleetSettings }, level);
  const linked = graph.get('shop') ?? assert.fail();
  return linked.app.render(linked.inputs);
}

test('a pool is a setting of its app, a number for its variables, and what its workload says of each pod', () => {
  const found = (objects: ReturnType<typeof render>, kind: string, name: string) =>
    objects.find((one) => one.kind === kind && one.metadata.name === name);
  const pools = (objects: ReturnType<typeof render>, kind: string, name: string) =>
    Object.entries(found(objects, kind, name)?.metadata.annotations ?? {}).filter(([key]) => key.startsWith('pool.'));
  const {
    host,
    readOnlyHost = host,
    port = 5432,
  } = externalUsers as { host: string; readOnlyHost?: string; port?: number };
  for (const [settings, size] of [
    [{}, 10],
    [{ pools: { db: 25 } }, 25],
  ] as const) {
    const objects = render(settings);
    assert.deepEqual(found(objects, 'ConfigMap', 'shop')?.data, { DB_POOL: String(size), RO_POOL: '7' });
    assert.deepEqual(pools(objects, 'Deployment', 'shop'), [
      ['pool.gitops.dev/db', `${size} ${host}:${port}`],
      ['pool.gitops.dev/replicas', `7 ${readOnlyHost}:${port}`],
    ]);
    // The settings of the app are not those of its job.
    assert.deepEqual(found(objects, 'ConfigMap', 'shop-setup')?.data, { POOL: '3' });
    assert.deepEqual(pools(objects, 'Job', 'shop-setup'), [['pool.gitops.dev/db', `3 ${host}:${port}`]]);
  }
});

test('the setting of a pool has its default, and bounds', () => {
  const schema = Type.Object(poolSettings({ db: pooled(users.readWrite, 10, { least: 5 }), other: users.direct }));
  assert.deepEqual(Value.Create(schema), { pools: { db: 10 } });
  const accepted = [4, 5, 500, 501, 7.5].filter((db) => Value.Check(schema, { pools: { db } }));
  assert.deepEqual(accepted, [5, 500]);
  assert.deepEqual(poolSettings({ other: users.direct }), {});
});
