import { conditions, type HealthCase, type Row, table } from './case.ts';

// Statuses as written by
// https://github.com/rabbitmq/cluster-operator/blob/v2.22.3/internal/controller/rabbitmqcluster_controller.go and
// https://github.com/rabbitmq/messaging-topology-operator/blob/v1.20.1/internal/controller/topology_controller.go

const ready = ['AllReplicasReady=True', 'ClusterAvailable=True', 'NoWarnings=True', 'ReconcileSuccess=True: Finish'];
const zero = { type: 'AllReplicasReady', status: 'False', reason: 'ScaledToZero' };

/** Cases of `rabbitmq.com/RabbitmqCluster`. */
export const rabbitmqCluster = table('rabbitmq.com/v1beta1', 'RabbitmqCluster', { replicas: 3 }, [
  ['it is new', 'Progressing', 'The operator works on generation 3', {}],
  [
    'all of it runs',
    'Healthy',
    'All replicas are ready',
    { status: { observedGeneration: 3, conditions: conditions(...ready) } },
  ],
  [
    'its status is older than the spec',
    'Progressing',
    'The operator works on generation 4',
    { metadata: { generation: 4 }, status: { observedGeneration: 3, conditions: conditions(...ready) } },
  ],
  [
    'the operator has just begun',
    'Progressing',
    'The operator works on generation 3',
    { status: { conditions: conditions('AllReplicasReady=Unknown', 'ReconcileSuccess=Unknown') } },
  ],
  [
    'its pods start',
    'Progressing',
    '1/3 Pods ready',
    { status: { observedGeneration: 3, conditions: conditions(...ready, 'AllReplicasReady=False: 1/3 Pods ready') } },
  ],
  [
    'nobody can reach it',
    'Progressing',
    'The service has no endpoints available',
    {
      status: {
        observedGeneration: 3,
        conditions: conditions(...ready, 'ClusterAvailable=False: The service has no endpoints available'),
      },
    },
  ],
  [
    'the operator refuses the new spec',
    'Degraded',
    'invalid configuration',
    {
      metadata: { generation: 4 },
      status: {
        observedGeneration: 3,
        conditions: conditions(...ready, 'ReconcileSuccess=False: invalid configuration'),
      },
    },
  ],
  [
    'its reconciliation is paused',
    'Suspended',
    'Its reconciliation is paused',
    {
      metadata: { labels: { 'rabbitmq.com/pauseReconciliation': 'true' } },
      status: { observedGeneration: 3, conditions: conditions(...ready, 'NoWarnings=False') },
    },
  ],
  [
    'it is scaled to zero',
    'Suspended',
    'It is scaled to zero',
    { spec: { replicas: 0 }, status: { observedGeneration: 3, conditions: [...conditions(...ready), zero] } },
  ],
  [
    'it comes back from zero',
    'Progressing',
    'Waiting for pods',
    { status: { observedGeneration: 3, conditions: [...conditions(...ready), zero] } },
  ],
]);

const rows: readonly Row[] = [
  ['it is new', 'Progressing', 'Waiting for the operator', {}],
  [
    'it is declared',
    'Healthy',
    'It is declared',
    { status: { observedGeneration: 3, conditions: conditions('Ready=True') } },
  ],
  [
    'its status is older than the spec',
    'Progressing',
    'Waiting for the operator',
    { metadata: { generation: 4 }, status: { observedGeneration: 3, conditions: conditions('Ready=True') } },
  ],
  [
    'RabbitMQ refuses it',
    'Degraded',
    'Error 400 (bad_request): inequivalent arg',
    {
      metadata: { generation: 4 },
      status: {
        observedGeneration: 3,
        conditions: conditions('Ready=False: Error 400 (bad_request): inequivalent arg'),
      },
    },
  ],
];

/** Cases of a kind of `rabbitmq.com` that the Messaging Topology Operator declares. */
export const topology = (kind: string): HealthCase[] =>
  table('rabbitmq.com/v1beta1', kind, { rabbitmqClusterReference: { name: 'events-broker' } }, rows);
