import { conditions, table } from './case.ts';

// Statuses as in https://github.com/k8ssandra/k8ssandra-operator/blob/v1.32.5/apis/k8ssandra/v1alpha1/k8ssandracluster_types.go
// and https://docs.k8ssandra.io/install/local/multi-cluster-helm/ (kubectl describe k8cs).

const oneDatacenter = { cassandra: { datacenters: [{ metadata: { name: 'dc1' }, size: 3 }] } };
const up = ['Healthy=True', 'Initialized=True', 'Ready=True', 'Stopped=False', 'Updating=False', 'Valid=True'];

function dc1(progress: string, ...is: readonly string[]): Record<string, unknown> {
  return {
    cassandra: { cassandraOperatorProgress: progress, conditions: conditions(...is) },
    reaper: { progress: 'Running' },
  };
}
const running = { error: 'None', observedGeneration: 3, datacenters: { dc1: dc1('Ready', ...up) } };

/** Cases of `k8ssandra.io/K8ssandraCluster`. */
export const k8ssandraCluster = table('k8ssandra.io/v1alpha1', 'K8ssandraCluster', oneDatacenter, [
  ['it is new', 'Progressing', 'The operator works on generation 3', {}],
  ['all of it runs', 'Healthy', 'All datacenters are ready', { status: running }],
  [
    'its status is older than the spec',
    'Progressing',
    'The operator works on generation 4',
    { metadata: { generation: 4 }, status: running },
  ],
  [
    'its pods start for the first time',
    'Progressing',
    'The operator works on generation 3',
    { status: { error: 'None', datacenters: { dc1: dc1('Updating', 'Healthy=False', 'Valid=True') } } },
  ],
  [
    'a datacenter was added',
    'Progressing',
    'dc2 is not ready',
    {
      spec: { cassandra: { datacenters: [{ metadata: { name: 'dc1' } }, { metadata: { name: 'dc2' } }] } },
      status: running,
    },
  ],
  [
    'nodes are being replaced',
    'Progressing',
    'dc1 is not ready',
    { status: { ...running, datacenters: { dc1: dc1('Updating', ...up, 'ReplacingNodes=True') } } },
  ],
  [
    'a node is down',
    'Progressing',
    'dc1 is not ready',
    { status: { ...running, datacenters: { dc1: dc1('Ready', ...up, 'Ready=False') } } },
  ],
  [
    'Reaper starts',
    'Progressing',
    'Reaper of dc1 is not running',
    { status: { ...running, datacenters: { dc1: { ...dc1('Ready', ...up), reaper: { progress: 'Deploying' } } } } },
  ],
  [
    'the operator fails',
    'Degraded',
    'invalid Cassandra config: num_tokens cannot be changed',
    { status: { ...running, error: 'invalid Cassandra config: num_tokens cannot be changed' } },
  ],
  [
    'a datacenter refuses the new spec',
    'Degraded',
    'dc1 is not valid: shrinking volumes is not supported',
    {
      metadata: { generation: 4 },
      status: {
        ...running,
        datacenters: { dc1: dc1('Ready', ...up, 'Valid=False: shrinking volumes is not supported') },
      },
    },
  ],
  [
    'QUORUM is out of reach',
    'Degraded',
    'dc1 has no quorum',
    { status: { ...running, datacenters: { dc1: dc1('Ready', ...up, 'Healthy=False') } } },
  ],
  [
    'it is being stopped',
    'Progressing',
    'dc1 is being stopped',
    {
      spec: { cassandra: { datacenters: [{ metadata: { name: 'dc1' }, stopped: true }] } },
      status: running,
    },
  ],
  [
    'it is stopped',
    'Suspended',
    'dc1 is stopped',
    {
      spec: { cassandra: { datacenters: [{ metadata: { name: 'dc1' }, stopped: true }] } },
      status: {
        ...running,
        datacenters: { dc1: dc1('Ready', ...up, 'Ready=False', 'Healthy=False', 'Stopped=True') },
      },
    },
  ],
  [
    'it comes back',
    'Progressing',
    'dc1 is not ready',
    {
      status: {
        ...running,
        datacenters: { dc1: dc1('Updating', ...up, 'Ready=False', 'Healthy=False', 'Resuming=True') },
      },
    },
  ],
]);

const nightly = { cronSchedule: '0 2 * * *', backupSpec: { cassandraDatacenter: 'dc1', backupType: 'differential' } };

/** Cases of `medusa.k8ssandra.io/MedusaBackupSchedule`. */
export const medusaBackupSchedule = table('medusa.k8ssandra.io/v1alpha1', 'MedusaBackupSchedule', nightly, [
  ['its datacenter is not there yet', 'Progressing', 'Waiting for the datacenter', {}],
  [
    'the operator wrote no time',
    'Progressing',
    'Waiting for the datacenter',
    { status: { nextSchedule: null, lastExecution: null } },
  ],
  [
    'the next run is planned',
    'Healthy',
    'Next run at 2026-11-23T02:00:00Z',
    { status: { nextSchedule: '2026-11-23T02:00:00Z', lastExecution: '2026-11-22T02:00:00Z' } },
  ],
  [
    'it is disabled',
    'Suspended',
    'It is disabled',
    { spec: { disabled: true }, status: { nextSchedule: '2026-11-23T02:00:00Z' } },
  ],
]);
