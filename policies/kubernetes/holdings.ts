import { groupOf, type Resource } from '../../generators/model/resource.ts';
import { at, list } from './reading.ts';
import { volumesOf } from './volumes.ts';

/** Kinds whose objects hold data, or whose deletion deletes those that do. */
const kinds = new Set([
  '/PersistentVolumeClaim',
  '/PersistentVolume',
  '/Namespace',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'postgresql.cnpg.io/Cluster',
  'postgresql.cnpg.io/Database',
  'ps.percona.com/PerconaServerMySQL',
  'psmdb.percona.com/PerconaServerMongoDB',
  'k8ssandra.io/K8ssandraCluster',
  'rabbitmq.com/RabbitmqCluster',
  'rabbitmq.com/Queue',
  'rabbitmq.com/Vhost',
  'elasticsearch.k8s.elastic.co/Elasticsearch',
]);

/**
 * Whether data goes with an object. Queues may stay on the broker when their object goes:
 * https://www.rabbitmq.com/kubernetes/operator/using-topology-operator
 */
export function holdsData(resource: Resource): boolean {
  const { kind, spec } = resource;
  if (at(spec, ['deletionPolicy']) === 'retain') return false;
  const claims = at(spec, ['volumeClaimTemplates']) as object[] | undefined;
  return kinds.has(`${groupOf(resource)}/${kind}`) || (kind === 'StatefulSet' && list(claims).length > 0);
}

/** Fields of an object that stays, whose volumes nothing claims any more: of a shard, a datacenter, a log. */
export function volumesGone(before: Resource, now: Resource): readonly string[] {
  const left = new Set(volumesOf(now).map(({ field }) => field));
  return volumesOf(before)
    .map(({ field }) => field)
    .filter((field) => !left.has(field));
}
