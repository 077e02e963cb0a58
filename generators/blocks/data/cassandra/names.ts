import type { AppId } from '../../../model/appId.ts';
import type { Contract, DatabaseAccess } from '../../../model/edge.ts';
import {
  cassandraSuperuser,
  datacenterService,
  nodePods,
  reaperLabel,
  reaperPods,
} from '../../../upstream/k8ssandra.ts';
import { someLabels } from '../../../upstream/labels.ts';
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

/** Names and labels of the parts of one Cassandra database. */
export function cassandraNames(app: AppId, { name }: Contract<'cassandra'>): CassandraNames {
  return {
    cluster: name,
    datacenter,
    keyspace: name.replaceAll('-', '_'),
    host: hostOf({ name: datacenterService(name, datacenter), tier: app.tier }),
    superuser: cassandraSuperuser(name),
    backupKeys: `${name}-backup-keys`,
    schema: `${app.name}-schema`,
    reaper: `${app.name}-reaper`,
    nodePods: nodePods(name, datacenter),
    reaperPods: someLabels(reaperPods(name, datacenter), [reaperLabel]),
  };
}

/** Name of the account for an access, from which its Secret's name follows. Readers have their own account. */
export function accountName({ name }: Pick<AppId, 'name'>, access: DatabaseAccess): string {
  return access === 'read-only' ? `${name}-reader` : name;
}
