import type { IScheduledBackup } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/ScheduledBackup';
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { type Resource, resource } from '../../../model/resource.ts';
import { type Database, type Store, storesOf } from './database.ts';

/** The plugin of CloudNativePG that archives and backs up: https://cloudnative-pg.io/plugin-barman-cloud/ */
export const barman = 'barman-cloud.cloudnative-pg.io';

/** What the container beside each instance gets that talks to the bucket: guaranteed, as the instance itself. */
const size = { cpu: '100m', memory: '512Mi' };

/** An ObjectStore, as far as it is used here: no package has its type. Defaults of the CRD are written out. Seconds. */
interface ObjectStore {
  apiVersion: 'barmancloud.cnpg.io/v1';
  kind: 'ObjectStore';
  metadata: { name: string; namespace: string; labels: Readonly<Record<string, string>> };
  spec: {
    retentionPolicy?: string;
    configuration: Readonly<Record<string, unknown>>;
    instanceSidecarConfiguration: {
      env?: { name: string; value: string }[];
      logLevel: 'info';
      resources: { requests: typeof size; limits: typeof size };
      retentionPolicyIntervalSeconds: 1800;
    };
  };
}

/** Where the database archives and, of copies, where the other one does; and when it is backed up. */
export function postgresStores(database: Database): Resource[] {
  return [
    ...storesOf(database).map((store) => objectStore(database, store)),
    ...storesOf(database).flatMap((store) => files(database, store)),
    ...(database.own ? [scheduledBackup(database)] : []),
  ];
}

/**
 * Only who writes an archive clears it up. The log is compressed as it comes, a backup as fast as it can be read.
 * https://cloudnative-pg.io/plugin-barman-cloud/docs/plugin-barman-cloud.v1/
 */
function objectStore({ app, labels, own }: Database, store: Store): Resource {
  const { archive, access, name } = store;
  const env = Object.entries(access.env).map(([key, value]) => ({ name: key, value }));
  return resource<ObjectStore>({
    apiVersion: 'barmancloud.cnpg.io/v1',
    kind: 'ObjectStore',
    metadata: { name, namespace: app.tier, labels },
    spec: {
      ...(store === own && { retentionPolicy: archive.settings.retention }),
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

function files({ app, labels }: Database, { access, name }: Store): Resource[] {
  if (Object.keys(access.files).length === 0) return [];
  return [
    resource<IConfigMap>({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace: app.tier, labels },
      data: { ...access.files },
    }),
  ];
}

/**
 * Full backups, the first at once: a copy elsewhere begins with one. They are taken from a standby where there is one.
 * https://cloudnative-pg.io/documentation/current/backup/#scheduled-backups
 */
function scheduledBackup({ app, name, labels, settings }: Database): Resource {
  return resource<IScheduledBackup>({
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'ScheduledBackup',
    metadata: { name, namespace: app.tier, labels },
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
