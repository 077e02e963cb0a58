import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CommonRight } from '../../../model/edge.ts';
import { exampleClusters } from '../../../testing/clusters.ts';
import { someUser } from '../../../testing/edgeUser.ts';
import { mongodbOf, objectOf, renderSystem, specOf, systemInputs } from '../../../testing/systems.ts';
import { mongodbDatabase } from '../../names.ts';

const sharded = {
  shards: 2,
  config: { cpu: '250m', memory: '1Gi', storage: '10Gi' },
  routers: { cpu: '500m', memory: '512Mi' },
};
const aws = exampleClusters.aws;

for (const [rights, roles] of [
  [['read'], [{ name: 'read', db: 'products' }]],
  [
    ['write', 'monitor'],
    [
      { name: 'readWrite', db: 'products' },
      { name: 'clusterMonitor', db: 'admin' },
    ],
  ],
  [['replicate'], [{ name: 'read', db: 'local' }]],
] as const satisfies readonly (readonly [readonly CommonRight[], readonly object[]])[]) {
  test(`an account that may ${rights.join(' and ')} is a user with the roles for that`, () => {
    const system = mongodbOf({ shards: 0 }, { reports: rights });
    const objects = renderSystem(system, aws);
    const name = 'products-database-as-reports-credentials';
    const { users } = specOf<{ users: object[] }>(objects, 'PerconaServerMongoDB', 'products');
    assert.deepEqual(users.slice(1), [
      { name: 'products-reports', db: 'admin', passwordSecretRef: { name, key: 'password' }, roles },
    ]);
    assert.deepEqual(
      users.slice(0, 1),
      specOf<{ users: object[] }>(renderSystem(mongodbOf({ shards: 0 }), aws), 'PerconaServerMongoDB', 'products')
        .users,
    );
    assert.ok(objectOf(objects, 'ExternalSecret', name));
    const endpoint = system.provides?.endpoint(
      mongodbDatabase('products', { reports: ['read'] }).as('reports').readOnly,
      {},
      someUser,
    );
    assert.deepEqual(endpoint && 'credentials' in endpoint && endpoint.credentials, {
      store: 'cluster-secrets',
      key: name,
    });
  });
}

test('an account that replicates needs members that it reaches, and behind routers there are none', () => {
  const mistakes = (of: typeof sharded | { shards: 0 }, rights: readonly CommonRight[]) => {
    const system = mongodbOf(of, { capture: rights });
    return system.mistakes?.(systemInputs(system, aws)) ?? assert.fail();
  };
  assert.deepEqual(mistakes({ shards: 0 }, ['replicate']), []);
  assert.deepEqual(mistakes(sharded, ['read']), []);
  assert.deepEqual(mistakes(sharded, ['read', 'replicate']), [
    {
      code: 'oplog-behind-routers',
      path: ['shards'],
      message:
        'The account capture replicates by the oplog, and with apps.products-database.shards: 2 it reaches routers alone, which have none.',
      fix: 'Set shards: 0, or give the account read: change streams need no more.',
    },
  ]);
});
