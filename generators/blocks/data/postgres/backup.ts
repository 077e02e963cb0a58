import type { IScheduledBackup } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/ScheduledBackup';
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { type Resource, resource } from '../../../model/resource.ts';
import { metadataOf } from '../shared/system.ts';
import { barman } from './names.ts';
import { type PostgresSystem, type Store, storesOf } from './system.ts';
import type { ObjectStore } from './types.ts';

/** What the container beside each instance gets that talks to the bucket: guaranteed, as the instance itself. */
const size = { cpu: '100m', memory: '512Mi' };

/** Where the database archives and, of copies, where the other one does; and when it is backed up. */
export function postgresBackup(system: PostgresSystem): Resource[] {
  return [
    ...storesOf(system).map((store) => objectStore(system, store)),
    ...storesOf(system).flatMap((store) => files(system, store)),
    ...(system.own ? [scheduledBackup(system)] : []),
  ];
}

/**
 * Only who writes an archive clears it up. The log is compressed as it comes, a backup as fast as it can be read.
 * https://cloudnative-pg.io/plugin-barman-cloud/docs/plugin-barman-cloud.v1/
 */
function objectStore(system: PostgresSystem, store: Store): Resource {
  const { archive, access, name } = store;
  const env = Object.entries(access.env).map(([key, value]) => ({ name: key, value }));
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
 * Full backups, the first at once: a copy elsewhere begins with one. They are taken from a standby where there is one.
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
      pluginConfiguration: { name: barman },
      target: 'prefer-standby',
    },
  });
}
