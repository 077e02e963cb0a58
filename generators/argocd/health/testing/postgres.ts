import { conditions, type Fields, type Row, table } from './case.ts';

// Statuses as in https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/api/v1/cluster_types.go

const imageName = 'ghcr.io/cloudnative-pg/postgresql:17.11';
const running = {
  phase: 'Cluster in healthy state',
  image: imageName,
  instances: 3,
  readyInstances: 3,
  currentPrimary: 'users-1',
  targetPrimary: 'users-1',
  conditions: conditions('Ready=True: Cluster is Ready', 'ContinuousArchiving=True', 'LastBackupSucceeded=True'),
};

function phase(name: string, phaseReason = '', readyInstances = 2): Fields {
  return { status: { ...running, phase: name, phaseReason, readyInstances, conditions: conditions('Ready=False') } };
}
function hibernation(status: string, message: string): Fields {
  return {
    metadata: { annotations: { 'cnpg.io/hibernation': 'on' } },
    status: { ...running, readyInstances: 0, conditions: conditions(`cnpg.io/hibernation=${status}: ${message}`) },
  };
}

const failed = [
  'Cluster cannot execute instance online upgrade due to missing architecture binary',
  'Cluster cannot proceed to reconciliation due to an error while interacting with plugins',
  'Cluster cannot proceed to reconciliation due to an unknown plugin being required',
  'Cluster has incomplete or invalid image catalog',
  'Cluster is unrecoverable and needs manual intervention',
  'Instance Status Extraction Error: HTTP communication issue',
  'Invalid cluster definition',
  'Not enough disk space',
  'Unable to create required cluster objects',
];

/** Cases of `postgresql.cnpg.io/Cluster`. */
export const postgresCluster = table('postgresql.cnpg.io/v1', 'Cluster', { instances: 3, imageName }, [
  ['it is new', 'Progressing', 'Waiting for the operator', {}],
  [
    'its primary starts',
    'Progressing',
    'Setting up primary: Creating primary instance users-1',
    { status: { phase: 'Setting up primary', phaseReason: 'Creating primary instance users-1' } },
  ],
  ['all of it runs', 'Healthy', '3 of 3 instances are ready', { status: running }],
  [
    'it replicates another cluster',
    'Healthy',
    '3 of 3 instances are ready',
    { spec: { replica: { primary: 'aws', source: 'aws', self: 'azure' } }, status: running },
  ],
  [
    'its last backup failed',
    'Healthy',
    '3 of 3 instances are ready',
    { status: { ...running, conditions: conditions('Ready=True', 'LastBackupSucceeded=False: no space') } },
  ],
  ['a replica is created', 'Progressing', 'Creating a new replica', phase('Creating a new replica')],
  ['its pods are replaced', 'Progressing', 'Upgrading cluster: users-2', phase('Upgrading cluster', 'users-2')],
  ['settings are applied', 'Progressing', 'Applying configuration', phase('Applying configuration', '', 3)],
  ['it switches over', 'Progressing', 'Switchover in progress', phase('Switchover in progress')],
  [
    'it becomes the primary cluster',
    'Progressing',
    'Promoting to primary cluster',
    phase('Promoting to primary cluster'),
  ],
  ['its phase is new to us', 'Progressing', 'Contemplating', phase('Contemplating')],
  [
    'an instance is not ready',
    'Progressing',
    '2 of 3 instances are ready',
    { status: { ...running, readyInstances: 2 } },
  ],
  [
    'its status is older than its size',
    'Progressing',
    '3 of 5 instances are ready',
    { spec: { instances: 5 }, status: running },
  ],
  [
    'its status is older than its image',
    'Progressing',
    'The operator has not seen the image of the spec yet',
    { spec: { imageName: 'ghcr.io/cloudnative-pg/postgresql:17.12' }, status: running },
  ],
  [
    'its image comes from a catalogue',
    'Healthy',
    '3 of 3 instances are ready',
    { spec: { imageName: undefined, imageCatalogRef: { name: 'postgresql', major: 17 } }, status: running },
  ],
  [
    'it becomes a replica cluster',
    'Progressing',
    'It is becoming a replica cluster',
    { status: { ...running, switchReplicaClusterStatus: { inProgress: true } } },
  ],
  ['it fails over', 'Degraded', 'Failing over: users-1 is down', phase('Failing over', 'users-1 is down')],
  ...failed.map((name): Row => [`its phase is “${name}”`, 'Degraded', `${name}: see above`, phase(name, 'see above')]),
  [
    'WAL does not reach the bucket',
    'Degraded',
    'WAL is not archived: access denied',
    { status: { ...running, conditions: conditions('Ready=True', 'ContinuousArchiving=False: access denied') } },
  ],
  ['it waits for a switchover by hand', 'Suspended', 'Waiting for user action', phase('Waiting for user action')],
  [
    'its reconciliation is disabled',
    'Suspended',
    'Its reconciliation is disabled',
    { metadata: { annotations: { 'cnpg.io/reconciliationLoop': 'disabled' } }, status: running },
  ],
  ['it hibernates', 'Suspended', 'Cluster has been hibernated', hibernation('True', 'Cluster has been hibernated')],
  [
    'it goes into hibernation',
    'Progressing',
    'Hibernation is in progress',
    hibernation('False', 'Hibernation is in progress'),
  ],
]);
