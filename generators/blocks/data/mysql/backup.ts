import type { BucketRight } from '../../../model/outside.ts';
import type { KeyNames } from '../percona/backup.ts';
import { bounded, perconaContainerSecurity, perconaPodSecurity } from '../percona/pod.ts';
import { backupLabel } from './names.ts';
import type { MysqlSystem } from './system.ts';
import type { MysqlBackup, MysqlStorage } from './types.ts';

/**
 * What the operator does with the bucket: XtraBackup's xbcloud writes and reads, and old backups are deleted.
 * https://docs.percona.com/percona-xtrabackup/8.4/xbcloud-s3.html has the least that it needs.
 */
export const mysqlBackupRights = ['read', 'write', 'delete', 'list'] as const satisfies readonly BucketRight[];

/** Properties of the Secret: `deploy/backup/backup-secret-*.yaml` of the operator. */
export const mysqlKeyNames: KeyNames = {
  s3: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
  gcs: ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY'],
  azure: ['AZURE_STORAGE_ACCOUNT_NAME', 'AZURE_STORAGE_ACCOUNT_KEY'],
};

/**
 * Full backups by XtraBackup, which runs in a container beside each server. A backup pod asks one of these containers
 * for a backup. That pod, and the pod that deletes old backups, must run on a node of a server: the operator does not
 * let the deleting pod pull its image (`deleteContainer` in `pkg/xtrabackup/xtrabackup.go`), so the image must already
 * be on the node.
 * https://docs.percona.com/percona-operator-for-mysql/ps/backups.html
 */
export function mysqlBackup(system: MysqlSystem): MysqlBackup {
  const { name, names, images, settings, backupPriorityClassName: priorityClassName } = system;
  const { schedule, keep } = settings.backups;
  const common = {
    image: images.backup,
    imagePullPolicy: 'IfNotPresent',
    containerSecurityContext: perconaContainerSecurity,
  } as const;
  const onNodeOfServer = {
    labelSelector: { matchLabels: names.servers },
    topologyKey: 'kubernetes.io/hostname',
  };
  return {
    enabled: true,
    ...common,
    resources: backupSize,
    storages: {
      bucket: {
        ...location(system),
        verifyTLS: true,
        labels: { [backupLabel]: name },
        affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [onNodeOfServer] } },
        priorityClassName,
        podSecurityContext: perconaPodSecurity,
        containerSecurityContext: perconaContainerSecurity,
        resources: backupSize,
      },
    },
    schedule: [{ name: 'full', schedule, keep, storageName: 'bucket', type: 'full' }],
  };
}

/** Size of the XtraBackup container, which streams and stores nothing, and of the backup pods. */
const backupSize = bounded({ cpu: '100m', memory: '512Mi' });

function location({ names, backupPlace }: MysqlSystem): Pick<MysqlStorage, 'type' | 's3' | 'gcs' | 'azure'> {
  const { api, bucket, prefix, region, endpoint, account } = backupPlace;
  const common = { prefix, credentialsSecret: names.backups };
  switch (api) {
    case 's3':
      return {
        type: 's3',
        s3: { bucket, region, ...common, ...(endpoint !== undefined && { endpointUrl: endpoint }) },
      };
    case 'gcs':
      return { type: 'gcs', gcs: { bucket, ...common, endpointUrl: 'https://storage.googleapis.com' } };
    case 'azure': {
      const endpointUrl = `https://${account}.blob.core.windows.net`;
      return { type: 'azure', azure: { container: bucket, ...common, endpointUrl } };
    }
  }
}
