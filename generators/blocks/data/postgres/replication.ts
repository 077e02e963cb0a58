import type { ICluster } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Cluster';
import { barmanPlugin } from '../../../upstream/cloudNativePg.ts';
import { postgresAccount } from '../../../upstream/cloudNativePgSecrets.ts';
import { isReplica, type PostgresSystem, type Store } from './system.ts';

type Spec = ICluster['spec'];

/** Name of the external cluster whose archive a database is restored from. */
const restored = 'restored';

/**
 * External clusters of a database: itself, the one it follows, and the one it is restored from. Each is an archive in a
 * bucket, so clusters need no connection to each other.
 * https://cloudnative-pg.io/documentation/current/replica_cluster/#distributed-topology
 */
export function externalClusters({ inputs, own, source, settings }: PostgresSystem): Spec['externalClusters'] {
  const { replication, cluster } = inputs;
  const known = [
    ...(replication ? [external(cluster.name, own), external(replication.source.cluster.name, source)] : []),
    ...(settings.restore ? [external(restored, own, settings.restore.server)] : []),
  ].flat();
  return known.length > 0 ? known : undefined;
}

function external(name: string, store: Store | undefined, server = store?.archive.server) {
  if (!store || server === undefined) return [];
  const parameters = { barmanObjectName: store.name, serverName: server };
  return [{ name, plugin: { name: barmanPlugin, enabled: true, isWALArchiver: false, parameters } }];
}

/**
 * Replication between clusters: which copy is the primary, and whose log this copy replays. On a new primary, `source`
 * is the old one: until it is promoted, it replays the old primary's log to the end. `promotionToken` is for a primary
 * only.
 * https://cloudnative-pg.io/documentation/current/replica_cluster/#promoting-a-replica-to-a-primary-cluster
 */
export function replicaOf({ inputs, settings }: PostgresSystem): Spec['replica'] {
  const { replication, cluster } = inputs;
  if (!replication) return undefined;
  const { promotionToken } = settings;
  return {
    self: cluster.name,
    primary: replication.primary,
    source: replication.source.cluster.name,
    ...(promotionToken !== undefined && !isReplica(inputs) && { promotionToken }),
  };
}

/**
 * Bootstrap of a database: as a copy, from an archive, or empty. The operator uses it once, when there is no data yet;
 * only the name of the account is read from it at any time. The operator's defaults are written out; checksums detect
 * corruption on disk.
 * https://cloudnative-pg.io/documentation/current/bootstrap/
 */
export function bootstrapOf({ name, inputs, settings, declared }: PostgresSystem): NonNullable<Spec['bootstrap']> {
  const secret = settings.secret === undefined ? {} : { secret: { name: postgresAccount(name) } };
  const owned = { database: name, owner: name, ...secret };
  if (inputs.replication && isReplica(inputs)) {
    return { recovery: { ...owned, source: inputs.replication.source.cluster.name } };
  }
  const { restore } = settings;
  if (restore) {
    const target = restore.until === undefined ? {} : { recoveryTarget: { targetTime: restore.until } };
    return { recovery: { ...owned, source: restored, ...target } };
  }
  const { locale = 'C' } = declared;
  return {
    initdb: { ...owned, encoding: 'UTF8', localeCollate: locale, localeCType: locale, dataChecksums: true },
  };
}
