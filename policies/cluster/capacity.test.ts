import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../../generators/model/resource.ts';
import { viewOf } from '../../generators/model/view.ts';
import { autoscaler, deployment } from '../example/api.ts';
import { database } from '../example/database.ts';
import { exampleCluster as cluster } from '../example/index.ts';
import { cassandra, mongodb, mysql, rabbitmq } from '../example/systems.ts';
import { withField } from '../example/withField.ts';
import { capacityOf } from './capacity.ts';

const Gi = 2 ** 30;
const claim = 'volumeSpec.persistentVolumeClaim.resources.requests.storage';
const of = (...objects: readonly Resource[]) =>
  capacityOf(
    viewOf(
      'production',
      cluster,
      objects.map((resource) => ({ resource, app: 'one' })),
    ),
  );

test('pods of an autoscaled workload are counted at its minimum and its maximum', () => {
  const scaled = withField(withField(autoscaler, 'spec.minReplicas', 3), 'spec.maxReplicas', 9);
  const { least, most } = of(deployment, scaled);
  assert.deepEqual([least.pods, most.pods], [3, 9]);
  assert.equal(most.cpu, least.cpu * 3);
  assert.equal(most.memory, least.memory * 3);
  assert.ok(least.cpu > 0 && least.memory > 0);
});

test('a zone holds as many pods as their spread allows, and all where nothing spreads them', () => {
  const scaled = withField(withField(autoscaler, 'spec.minReplicas', 3), 'spec.maxReplicas', 9);
  const spec = 'spec.template.spec.topologySpreadConstraints';
  const loose = of(withField(deployment, spec, undefined), scaled);
  assert.deepEqual([loose.most.pods, loose.zone], [9, loose.most]);
  assert.equal(of(withField(database, 'spec.instances', 4)).zone.pods, Math.ceil(4 / cluster.zones.length));
  const spread = of(deployment, scaled);
  assert.ok(spread.zone.pods < 9 && spread.zone.pods >= 9 / cluster.zones.length, `${spread.zone.pods}`);
});

/** The storage of an object with one more size, and how many members have such a volume. */
const grown: readonly (readonly [string, Resource, string, number])[] = [
  ['PostgreSQL', withField(database, 'spec.instances', 3), 'spec.storage.size', 3],
  ['a shard of MongoDB', withField(mongodb, 'spec.replsets[rs0].size', 5), `spec.replsets[rs0].${claim}`, 5],
  ['MySQL', withField(mysql, 'spec.mysql.size', 4), `spec.mysql.${claim}`, 4],
  ['RabbitMQ', withField(rabbitmq, 'spec.replicas', 5), 'spec.persistence.storage', 5],
  [
    'Cassandra',
    withField(
      withField(cassandra, 'spec.cassandra.datacenters[dc1].size', 6),
      'spec.cassandra.datacenters[dc1].storageConfig',
      {
        cassandraDataVolumeClaimSpec: { resources: { requests: { storage: '1Gi' } } },
      },
    ),
    'spec.cassandra.datacenters[dc1].storageConfig.cassandraDataVolumeClaimSpec.resources.requests.storage',
    6,
  ],
];

for (const [title, object, field, members] of grown) {
  test(`a larger volume of ${title} counts for each member`, () => {
    const sized = (size: string) => of(withField(object, field, size)).storage;
    assert.equal(sized('110Gi') - sized('100Gi'), members * 10 * Gi);
  });
}
