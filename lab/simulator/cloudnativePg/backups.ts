import { healthOf } from '../health.ts';
import type { Live, Simulated, World } from '../model.ts';
import type { PostgresCluster } from './names.ts';

/** CloudNativePG for a `ScheduledBackup`. It takes no backups. */
export const simulatedScheduledBackup: Simulated<Live<{ immediate?: boolean }>> = {
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'ScheduledBackup',
  manager: 'manager',
  reports: (object) => {
    const { creationTimestamp } = object.metadata;
    return {
      healthy: {
        lastCheckTime: creationTimestamp,
        ...(object.spec?.immediate && { lastScheduleTime: creationTimestamp }),
      },
      progressing: { lastCheckTime: creationTimestamp },
      degraded: { lastCheckTime: creationTimestamp, error: 'the cron expression cannot be read' },
    }[healthOf(object, true)];
  },
};

interface Windows {
  readonly serverRecoveryWindow?: Readonly<Record<string, object>>;
}

/**
 * The Barman plugin for an `ObjectStore`: it reports since when each database that archives there can be restored,
 * which is since it was ready for the first time. A store that is only read from has no status.
 */
export const simulatedObjectStore: Simulated<Live<unknown, Windows>> = {
  apiVersion: 'barmancloud.cnpg.io/v1',
  kind: 'ObjectStore',
  manager: 'manager',
  reports: (store, world) => {
    const servers = writersOf(store, world);
    const health = healthOf(store, servers.length > 0);
    if (health === 'progressing' || servers.length === 0) return undefined;
    const { creationTimestamp: made } = store.metadata;
    const good = { firstRecoverabilityPoint: made, lastSuccessfulBackupTime: made };
    const failed = new Date(Date.parse(made) + 1000).toISOString().replace('.000', '');
    const window = health === 'healthy' ? good : { ...good, lastFailedBackupTime: failed };
    return { serverRecoveryWindow: Object.fromEntries(servers.map((name) => [name, window])) };
  },
};

/** Names under which databases archive in a store. */
function writersOf({ metadata, status }: Live<unknown, Windows>, world: World): readonly string[] {
  return (world.all('Cluster') as readonly PostgresCluster[])
    .filter((cluster) => cluster.metadata.namespace === metadata.namespace)
    .flatMap((cluster) =>
      (cluster.spec?.plugins ?? [])
        .filter(({ parameters }) => parameters?.barmanObjectName === metadata.name)
        .map(({ parameters }) => parameters?.serverName ?? cluster.metadata.name)
        .filter((name) => isHealthy(cluster) || status?.serverRecoveryWindow?.[name] !== undefined),
    );
}

const isHealthy = ({ status }: PostgresCluster): boolean => status?.phase === 'Cluster in healthy state';
