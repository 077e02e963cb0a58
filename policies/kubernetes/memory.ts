import type { Built, ClusterView } from '../../generators/model/rule.ts';
import { cassandraMemory, mongodbMemory, mysqlMemory, postgresMemory, rabbitmqMemory } from './dataMemory.ts';
import { workloadsOf } from './workload.ts';
import { workloadMemory } from './workloadMemory.ts';

/** Memory that a program is told to take, of what its container may take. */
export interface Told {
  readonly built: Built;
  readonly field: string;
  /** For people: `shared_buffers`. */
  readonly what: string;
  /** Bytes. */
  readonly takes: number;
  /** Bytes, of which the program should leave something. */
  readonly limit: number;
  /** The greatest part of the limit that its documentation recommends. */
  readonly part: number;
}

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
