import { conditions, type HealthCase, type Row, table } from './case.ts';

// Statuses as written by https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/pkg/prometheus/operator.go
// and https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/pkg/operator/statefulset_reporter.go

/** A status with conditions about one generation. */
const about = (observedGeneration: number, updatedReplicas: number, ...texts: readonly string[]) => ({
  status: {
    updatedReplicas,
    conditions: conditions(...texts).map((one) => ({ ...one, observedGeneration })),
  },
});
const reason = (type: string, status: string, why: string, observedGeneration = 3) => ({
  type,
  status,
  reason: why,
  observedGeneration,
});

const rows: readonly Row[] = [
  ['it is new', 'Progressing', 'The operator works on generation 3', {}],
  ['all of it runs', 'Healthy', 'All pods are ready', about(3, 2, 'Available=True', 'Reconciled=True')],
  [
    'its status is older than the spec',
    'Progressing',
    'The operator works on generation 4',
    { metadata: { generation: 4 }, ...about(3, 2, 'Available=True', 'Reconciled=True') },
  ],
  [
    'no pod is ready yet',
    'Progressing',
    'NoPodReady',
    {
      status: {
        conditions: [
          reason('Available', 'False', 'NoPodReady'),
          { type: 'Reconciled', status: 'True', observedGeneration: 3 },
        ],
      },
    },
  ],
  [
    'some pods start',
    'Progressing',
    'pod prometheus-main-1: containers with unready status: [prometheus]',
    about(
      3,
      2,
      'Available=Degraded: pod prometheus-main-1: containers with unready status: [prometheus]',
      'Reconciled=True',
    ),
  ],
  [
    'pods before the change are still there',
    'Progressing',
    '1 of 2 pods are updated',
    about(3, 1, 'Available=True', 'Reconciled=True'),
  ],
  [
    'the operator cannot make it',
    'Degraded',
    'failed to get the Secret',
    about(3, 2, 'Available=True', 'Reconciled=False: failed to get the Secret'),
  ],
  [
    'the operator has just started',
    'Progressing',
    'NotFound',
    {
      status: {
        conditions: [
          { type: 'Available', status: 'True', observedGeneration: 3 },
          reason('Reconciled', 'Unknown', 'NotFound'),
        ],
      },
    },
  ],
  [
    'its reconciliation is paused',
    'Suspended',
    'Its reconciliation is paused',
    { spec: { paused: true }, ...about(3, 2, 'Available=True', 'Reconciled=True') },
  ],
];

const shards: Row = [
  'one of its shards is of before the change',
  'Progressing',
  '3 of 4 pods are updated',
  { spec: { shards: 2 }, ...about(3, 3, 'Available=True', 'Reconciled=True') },
];

/** Cases of both kinds that prometheus-operator makes pods of. */
export const monitoring: readonly HealthCase[] = [
  ...table('monitoring.coreos.com/v1', 'Prometheus', { replicas: 2 }, [...rows, shards]),
  ...table('monitoring.coreos.com/v1', 'Alertmanager', { replicas: 2 }, rows),
];
