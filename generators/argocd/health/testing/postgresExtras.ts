import { table } from './case.ts';

// Statuses as in https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/api/v1/pooler_types.go,
// https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/api/v1/scheduledbackup_types.go and
// https://github.com/cloudnative-pg/plugin-barman-cloud/blob/v0.14.0/api/v1/objectstore_types.go

const image = 'ghcr.io/cloudnative-pg/pgbouncer:1.25.2';
const active = { phase: 'active', image, instances: 3 };

/** Cases of `postgresql.cnpg.io/Pooler`. */
export const pooler = table('postgresql.cnpg.io/v1', 'Pooler', { instances: 3, pgbouncer: { image } }, [
  ['it is new', 'Progressing', 'Waiting for the operator', {}],
  ['all of it runs', 'Healthy', '3 pods', { status: active }],
  [
    'the cluster is missing',
    'Progressing',
    'Cluster "users" not found',
    { status: { phase: 'inactive', phaseReason: 'Cluster "users" not found' } },
  ],
  ['pods are surged', 'Progressing', '4 of 3 pods', { status: { ...active, instances: 4 } }],
  ['it has no pods', 'Progressing', '0 of 3 pods', { status: { phase: 'active', image } }],
  [
    'its status is older than its image',
    'Progressing',
    'The operator has not seen the image of the spec yet',
    { spec: { pgbouncer: { image: 'ghcr.io/cloudnative-pg/pgbouncer:1.26.0' } }, status: active },
  ],
  ['its image comes from the operator', 'Healthy', '3 pods', { spec: { pgbouncer: {} }, status: active }],
  [
    'it is paused',
    'Suspended',
    'pgbouncer is paused',
    { status: { ...active, phase: 'paused', phaseReason: 'pgbouncer is paused' } },
  ],
  [
    'its catalogue has no image',
    'Degraded',
    'image catalog entry not found',
    { status: { ...active, phase: 'failed', phaseReason: 'image catalog entry not found' } },
  ],
  [
    'the operator refuses it',
    'Degraded',
    'spec.pgbouncer.parameters: invalid value',
    { status: { ...active, error: 'spec.pgbouncer.parameters: invalid value' } },
  ],
]);

const nightly = { schedule: '0 0 3 * * *', cluster: { name: 'users' }, method: 'plugin' };

/** Cases of `postgresql.cnpg.io/ScheduledBackup`. */
export const scheduledBackup = table('postgresql.cnpg.io/v1', 'ScheduledBackup', nightly, [
  ['it is new', 'Progressing', 'Waiting for the operator', {}],
  [
    'its first run is planned',
    'Healthy',
    'It is scheduled',
    { status: { lastCheckTime: '2026-11-22T12:00:00Z', error: '' } },
  ],
  [
    'its next run is planned',
    'Healthy',
    'Next run at 2026-11-24T03:00:00Z',
    {
      status: {
        lastCheckTime: '2026-11-23T03:00:00Z',
        lastScheduleTime: '2026-11-23T03:00:00Z',
        nextScheduleTime: '2026-11-24T03:00:00Z',
      },
    },
  ],
  ['it is suspended', 'Suspended', 'It is suspended', { spec: { suspend: true } }],
  [
    'the operator refuses it',
    'Degraded',
    'spec.schedule: invalid value',
    { status: { lastCheckTime: '2026-11-23T03:00:00Z', error: 'spec.schedule: invalid value' } },
  ],
]);

const bucket = { configuration: { destinationPath: 's3://example/backups' } };

/** Cases of `barmancloud.cnpg.io/ObjectStore`: it has no other health. */
export const objectStore = table('barmancloud.cnpg.io/v1', 'ObjectStore', bucket, [
  ['nothing is in it yet', 'Healthy', 'It is configuration', {}],
  [
    'its last backup succeeded',
    'Healthy',
    'It is configuration',
    {
      status: {
        serverRecoveryWindow: {
          users: { lastFailedBackupTime: '2026-11-21T03:00:00Z', lastSuccessfulBackupTime: '2026-11-22T03:00:00Z' },
        },
      },
    },
  ],
  [
    'backups fail',
    'Healthy',
    'the last backup of a failed at 2026-11-23T03:00:00Z, the last backup of b failed at 2026-11-22T03:00:00Z',
    {
      status: {
        serverRecoveryWindow: {
          b: { lastFailedBackupTime: '2026-11-22T03:00:00Z', lastSuccessfulBackupTime: '2026-11-21T03:00:00Z' },
          a: { lastFailedBackupTime: '2026-11-23T03:00:00Z' },
        },
      },
    },
  ],
]);

/** Cases of `postgresql.cnpg.io/Database`. */
export const database = table('postgresql.cnpg.io/v1', 'Database', { name: 'users', cluster: { name: 'users' } }, [
  ['it is new', 'Progressing', 'Waiting for the operator', {}],
  [
    'the operator has not seen a change',
    'Progressing',
    'Waiting for the operator',
    { status: { observedGeneration: 2, applied: true } },
  ],
  ['the primary has it', 'Healthy', 'It is applied', { status: { observedGeneration: 3, applied: true } }],
  [
    'an extension is not in the image',
    'Degraded',
    'extension "vchord" is not available',
    { status: { observedGeneration: 3, applied: false, message: 'extension "vchord" is not available' } },
  ],
]);
