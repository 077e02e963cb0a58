import { keyOf } from '../../../generators/model/resource.ts';
import type { Built, ClusterView } from '../../../generators/model/rule.ts';
import { isReplicaCluster, type PostgresAccess } from '../../../generators/upstream/cloudNativePgSecrets.ts';
import { byIdentity } from '../../kubernetes/identity.ts';
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

/**
 * Whether the database that this one takes over from took no writes any more at the base revision: only then did its
 * demotion make a token.
 */
export function wasDemoted(before: ClusterView, object: Built): boolean {
  const { source } = replicationOf(object);
  const there = before.fleet.at(before.environment, source);
  const old = there && byIdentity(there).get(keyOf(object.resource));
  return old !== undefined && replicationOf(old).isReplica;
}
