import { groupOf, type Resource } from '../../generators/model/resource.ts';
import { type Field, fieldsAt } from './fields.ts';
import { at } from './reading.ts';

const claimed = 'resources.requests.storage';
const percona = `volumeSpec.persistentVolumeClaim.${claimed}`;
const cassandra = `storageConfig.cassandraDataVolumeClaimSpec.${claimed}`;

/** Where sizes stand. Those of a StatefulSet cannot change at all. */
const sizes: Readonly<Record<string, readonly string[]>> = {
  '/PersistentVolumeClaim': [`spec.${claimed}`],
  'postgresql.cnpg.io/Cluster': ['spec.storage.size', 'spec.walStorage.size', 'spec.tablespaces[].storage.size'],
  'ps.percona.com/PerconaServerMySQL': [`spec.mysql.${percona}`],
  'psmdb.percona.com/PerconaServerMongoDB': [`spec.replsets[].${percona}`, `spec.sharding.configsvrReplSet.${percona}`],
  'rabbitmq.com/RabbitmqCluster': ['spec.persistence.storage'],
  'k8ssandra.io/K8ssandraCluster': [`spec.cassandra.datacenters[].${cassandra}`],
};

/** The sizes of an object's volumes. A datacenter of Cassandra without one takes that of its cluster. */
export function volumesOf(resource: Resource | undefined): readonly Field[] {
  if (!resource) return [];
  const shared = at(resource, ['spec', 'cassandra', ...cassandra.split('.')]);
  return (sizes[`${groupOf(resource)}/${resource.kind}`] ?? [])
    .flatMap((path) => fieldsAt(resource, path))
    .map(({ field, value }) => ({ field, value: value ?? shared }))
    .filter(({ value }) => value !== undefined);
}
