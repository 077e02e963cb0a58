import type { IScheduledBackup } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/ScheduledBackup';
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { type Resource, resource } from '../../../model/resource.ts';
import { barmanPlugin } from '../../../upstream/cloudNativePg.ts';
import { containerText } from '../../workload/containerText.ts';
import { metadataOf } from '../shared/system.ts';
import { type PostgresSystem, type Store, storesOf } from './system.ts';
import type { ObjectStore } from './types.ts';

/** Size of the Barman container beside each instance. Its requests equal its limits, as the instance's do. */
const size = { cpu: '100m', memory: '512Mi' };

/**
 * ObjectStores and files for the database's own archive and for the archive that a copy follows, and the schedule of
 * full backups.
 */
export function postgresBackup(system: PostgresSystem): Resource[] {
  return [
    ...storesOf(system).map((store) => objectStore(system, store)),
    ...storesOf(system).flatMap((store) => files(system, store)),
    ...(system.own ? [scheduledBackup(system)] : []),
  ];
}

/**
 * ObjectStore of one archive. Only the database that writes an archive deletes old backups from it. lz4 is fast enough
 * not to slow down the log (WAL) or a backup.
 * https://cloudnative-pg.io/plugin-barman-cloud/docs/plugin-barman-cloud.v1/
 */
function objectStore(system: PostgresSystem, store: Store): Resource {
  const { archive, access, name } = store;
  const env = Object.entries(access.env).map(([key, value]) => ({ name: key, value: containerText(value) }));
  return resource<ObjectStore>({
    apiVersion: 'barmancloud.cnpg.io/v1',
    kind: 'ObjectStore',
    metadata: metadataOf(system, name),
    spec: {
      ...(store === system.own && { retentionPolicy: archive.settings.retention }),
      configuration: {
        destinationPath: archive.destination,
        ...(archive.endpoint !== undefined && { endpointURL: archive.endpoint }),
        ...access.credentials,
        data: { compression: 'lz4', jobs: 2 },
        wal: { compression: 'lz4', maxParallel: 4 },
      },
      instanceSidecarConfiguration: {
        ...(env.length > 0 && { env }),
        logLevel: 'info',
        resources: { requests: size, limits: size },
        retentionPolicyIntervalSeconds: 1800,
      },
    },
  });
}

function files(system: PostgresSystem, { access, name }: Store): Resource[] {
  if (Object.keys(access.files).length === 0) return [];
  return [
    resource<IConfigMap>({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadataOf(system, name),
      data: { ...access.files },
    }),
  ];
}

/**
 * Schedule of full backups. `immediate` makes the first one at once, because a copy in another cluster starts from it.
 * Backups are taken from a standby if there is one.
 * https://cloudnative-pg.io/documentation/current/backup/#scheduled-backups
 */
function scheduledBackup(system: PostgresSystem): Resource {
  const { name, settings } = system;
  return resource<IScheduledBackup>({
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'ScheduledBackup',
    metadata: metadataOf(system, name),
    spec: {
      cluster: { name },
      schedule: settings.backup.schedule,
      immediate: true,
      backupOwnerReference: 'self',
      method: 'plugin',
      pluginConfiguration: { name: barmanPlugin },
      target: 'prefer-standby',
    },
  });
}
