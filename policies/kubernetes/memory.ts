import type { ClusterView } from '../../generators/model/rule.ts';
import { cassandraMemory, mongodbMemory, mysqlMemory, postgresMemory, rabbitmqMemory } from './dataMemory.ts';
import type { Told } from './toldMemory.ts';
import { workloadsOf } from './workload.ts';
import { workloadMemory } from './workloadMemory.ts';

/** What the parameters of a cluster's programs say about memory. Without a limit there is nothing to compare with. */
export function memoryTold(view: ClusterView): readonly Told[] {
  return [
    ...view.ofKind('Cluster', 'postgresql.cnpg.io').flatMap(postgresMemory),
    ...view.ofKind('PerconaServerMySQL', 'ps.percona.com').flatMap(mysqlMemory),
    ...view.ofKind('PerconaServerMongoDB', 'psmdb.percona.com').flatMap(mongodbMemory),
    ...view.ofKind('K8ssandraCluster', 'k8ssandra.io').flatMap(cassandraMemory),
    ...view.ofKind('RabbitmqCluster', 'rabbitmq.com').flatMap(rabbitmqMemory),
    ...workloadsOf(view).flatMap((workload) => workloadMemory(view, workload)),
  ].filter(({ takes, limit }) => takes > 0 && limit > 0);
}
