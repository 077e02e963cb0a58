import type { Contract } from '../../../model/edge.ts';
import { dataNamespace } from '../../secrets/clusterSecrets.ts';

/** What the operators, their pods and clients call the parts of one Cassandra database. */
export interface CassandraNames {
  /** The K8ssandraCluster; also Cassandra's own name of the cluster, which can never change. */
  readonly cluster: string;
  /** The one datacenter: drivers ask for it, and keyspaces name it. */
  readonly datacenter: string;
  readonly keyspace: string;
  /** Resolves to the nodes' own addresses. */
  readonly host: string;
  /** Secret of the account that may do everything. */
  readonly superuser: string;
  /** Labels of the nodes' pods. */
  readonly nodes: Readonly<Record<string, string>>;
  /** Labels of the pod that keeps the nodes repaired. */
  readonly reaper: Readonly<Record<string, string>>;
}

/** Name of the datacenter of every Cassandra inside a cluster: each cluster has its own data, so there is one. */
export const datacenter = 'dc1';

/**
 * As cass-operator and K8ssandra make them: `apis/cassandra/v1beta1/cassandradatacenter_types.go` of
 * https://github.com/k8ssandra/cass-operator, `pkg/reaper` and `pkg/secret` of https://github.com/k8ssandra/k8ssandra-operator
 */
export function cassandraNames({ name }: Contract<'cassandra'>): CassandraNames {
  return {
    cluster: name,
    datacenter,
    keyspace: name.replaceAll('-', '_'),
    host: `${name}-${datacenter}-service.${dataNamespace}.svc.cluster.local`,
    superuser: `${name}-superuser`,
    nodes: { 'cassandra.datastax.com/cluster': name, 'cassandra.datastax.com/datacenter': datacenter },
    reaper: { 'k8ssandra.io/reaper': `${name}-${datacenter}-reaper` },
  };
}
