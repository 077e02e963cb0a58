import type { BucketRight } from '../../../model/outside.ts';
import type { KeyNames } from '../percona/backup.ts';
import type { BackupPlace } from '../percona/backupPlace.ts';
import { bounded, perconaContainerSecurity, perconaPodSecurity } from '../percona/pod.ts';
import type { MongodbSystem } from './system.ts';
import type { MongodbBackup, MongodbStorage } from './types.ts';

/** Properties of the Secret: `pkg/psmdb/backup/pbm.go` of the operator. For Google they are HMAC keys. */
export const mongodbKeyNames: KeyNames = {
  s3: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
  gcs: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
  azure: ['AZURE_STORAGE_ACCOUNT_NAME', 'AZURE_STORAGE_ACCOUNT_KEY'],
};

/**
 * What Percona Backup for MongoDB does with the bucket:
 * https://docs.percona.com/percona-backup-mongodb/details/storage-configuration.html#permissions-setup
 */
export const mongodbBackupRights = ['read', 'write', 'delete', 'list'] as const satisfies readonly BucketRight[];

/**
 * Whether backups need static keys. On AWS they do not: the backup agents use the cloud identity of their service
 * account. On Google and Azure, and for S3 servers other than AWS's, this version of the operator supports static keys
 * only.
 * https://docs.percona.com/percona-operator-for-mongodb/backups-storage.html
 */
export function needsKeys({ api, endpoint, credentials }: BackupPlace): boolean {
  return api !== 's3' || endpoint !== undefined || credentials !== undefined;
}

/**
 * Full backups by Percona Backup for MongoDB, of all shards at the same moment. Between them it uploads a piece of the
 * oplog every ten minutes, so the database can be restored to any moment.
 * https://docs.percona.com/percona-operator-for-mongodb/backups-pitr.html
 */
export function mongodbBackup(system: MongodbSystem): MongodbBackup {
  const { schedule, keep } = system.settings.backups;
  return {
    enabled: true,
    image: system.images.backup,
    startingDeadlineSeconds: 120,
    containerSecurityContext: perconaContainerSecurity,
    podSecurityContext: perconaPodSecurity,
    resources: bounded({ cpu: '100m', memory: '512Mi' }),
    storages: { bucket: location(system) },
    pitr: { enabled: true, oplogOnly: false, oplogSpanMin: 10, ...compression },
    tasks: [
      {
        name: 'full',
        enabled: true,
        schedule,
        storageName: 'bucket',
        type: 'logical',
        ...compression,
        retention: { type: 'count', count: keep, deleteFromStorage: true },
      },
    ],
  };
}

const compression = { compressionType: 'gzip', compressionLevel: 6 };

function location({ names, backupPlace }: MongodbSystem): MongodbStorage {
  const { api, bucket, prefix, region, endpoint, account } = backupPlace;
  const keys = { credentialsSecret: names.backups };
  switch (api) {
    case 's3': {
      const server = endpoint === undefined ? {} : { endpointUrl: endpoint };
      return { main: true, type: 's3', s3: { bucket, prefix, region, ...server, ...(needsKeys(backupPlace) && keys) } };
    }
    case 'gcs':
      return { main: true, type: 'gcs', gcs: { bucket, prefix, ...keys } };
    case 'azure': {
      const endpointUrl = `https://${account}.blob.core.windows.net`;
      return { main: true, type: 'azure', azure: { container: bucket, prefix, ...keys, endpointUrl } };
    }
  }
}
