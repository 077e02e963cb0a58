import type { Built } from '../../../generators/model/rule.ts';
import { isReplicaCluster, type PostgresAccess } from '../../../generators/upstream/cloudNativePgSecrets.ts';
import { textAt } from '../../kubernetes/reading.ts';

/** What part a database plays among its copies in several clusters. */
export interface CopyRole {
  /** Whether it only replays the log of another. */
  readonly isReplica: boolean;
  /** The cluster it takes for the primary's, and the one whose log it replays; empty where it has no copies. */
  readonly primary: string;
  readonly source: string;
  readonly token: string;
}

/** What `spec.replica` says: https://cloudnative-pg.io/documentation/current/replica_cluster/ */
export function replicationOf({ resource: { metadata, spec } }: Built): CopyRole {
  const field = (key: string) => textAt(spec, ['replica', key]);
  const isReplica = isReplicaCluster(metadata.name, (spec ?? {}) as PostgresAccess);
  return { isReplica, primary: field('primary'), source: field('source'), token: field('promotionToken') };
}
