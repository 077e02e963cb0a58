import type { AppId } from '../../../model/appId.ts';
import type { Contract, DatabaseAccess } from '../../../model/edge.ts';
import { hostOf } from '../../runtime.ts';

/** Names of the parts of one Cassandra database. */
export interface CassandraNames {
  /** The K8ssandraCluster. Cassandra's own name of the cluster is the same, and can never change. */
  readonly cluster: string;
  /** The only datacenter, which drivers and keyspaces name. */
  readonly datacenter: string;
  readonly keyspace: string;
  /** Host name that resolves to the nodes' addresses. */
  readonly host: string;
  /** Secret with the superuser's account. */
  readonly superuser: string;
  /** Secret with the file of keys for the backup bucket. */
  readonly backupKeys: string;
  /** The job that makes the keyspace and its roles, its pods and their network policy. */
  readonly schema: string;
  /** The service account and the network policy of Reaper. */
  readonly reaper: string;
  /** Labels of the nodes' pods. */
  readonly nodePods: Readonly<Record<string, string>>;
  /** Labels of Reaper's pod. */
  readonly reaperPods: Readonly<Record<string, string>>;
}

/** Name of the only datacenter of every Cassandra database: clusters do not share data. */
export const datacenter = 'dc1';

/**
 * Names and labels that cass-operator and K8ssandra give: `apis/cassandra/v1beta1/cassandradatacenter_types.go` of
 * https://github.com/k8ssandra/cass-operator, `pkg/reaper` and `pkg/secret` of
 * https://github.com/k8ssandra/k8ssandra-operator
 */
export function cassandraNames(app: AppId, { name }: Contract<'cassandra'>): CassandraNames {
  return {
    cluster: name,
    datacenter,
    keyspace: name.replaceAll('-', '_'),
    host: hostOf({ name: `${name}-${datacenter}-service`, tier: app.tier }),
    superuser: `${name}-superuser`,
    backupKeys: `${name}-backup-keys`,
    schema: `${app.name}-schema`,
    reaper: `${app.name}-reaper`,
    nodePods: { 'cassandra.datastax.com/cluster': name, 'cassandra.datastax.com/datacenter': datacenter },
    reaperPods: { 'k8ssandra.io/reaper': `${name}-${datacenter}-reaper` },
  };
}

/** Name of the account for an access, from which its Secret's name follows. Readers have their own account. */
export function accountName({ name }: Pick<AppId, 'name'>, access: DatabaseAccess): string {
  return access === 'read-only' ? `${name}-reader` : name;
}
