import { conditions, table } from './case.ts';

// Statuses as written by
// https://github.com/percona/percona-server-mysql-operator/blob/v1.2.0/pkg/controller/ps/status.go and
// https://github.com/percona/percona-server-mongodb-operator/blob/v1.22.0/pkg/controller/perconaservermongodb/status.go

/** Cases of `ps.percona.com/PerconaServerMySQL`. */
export const perconaServerMySql = table('ps.percona.com/v1', 'PerconaServerMySQL', { mysql: { size: 3 } }, [
  ['it is new', 'Progressing', '0 of 0 MySQL pods are ready', {}],
  [
    'its pods start',
    'Progressing',
    '1 of 3 MySQL pods are ready',
    { status: { state: 'initializing', mysql: { size: 3, ready: 1, state: 'initializing' } } },
  ],
  [
    'all of it runs',
    'Healthy',
    '3 of 3 MySQL pods are ready',
    {
      status: {
        state: 'ready',
        mysql: { size: 3, ready: 3, state: 'ready' },
        haproxy: { size: 3, ready: 3, state: 'ready' },
        conditions: conditions('initializing=False', 'ready=True'),
      },
    },
  ],
  [
    'its status is older than its size',
    'Progressing',
    'The operator has not seen size 5 yet',
    { spec: { mysql: { size: 5 } }, status: { state: 'ready', mysql: { size: 3, ready: 3, state: 'ready' } } },
  ],
  [
    'the operator fails',
    'Degraded',
    'reconcile users: access denied',
    {
      status: {
        state: 'error',
        mysql: { size: 3, ready: 3, state: 'ready' },
        conditions: conditions('ready=True', 'error=True: reconcile users: access denied'),
      },
    },
  ],
  [
    'the operator fails and does not say why',
    'Degraded',
    'The operator reports an error',
    { status: { state: 'error' } },
  ],
  [
    'it stops',
    'Progressing',
    'It is being paused: 1 of 0 MySQL pods are ready',
    { spec: { pause: true }, status: { state: 'stopping', mysql: { ready: 1, state: 'stopping' } } },
  ],
  [
    'it is paused',
    'Suspended',
    'It is paused',
    { spec: { pause: true }, status: { state: 'paused', mysql: { state: 'paused' } } },
  ],
  [
    'it comes back',
    'Progressing',
    '0 of 3 MySQL pods are ready',
    { status: { state: 'paused', mysql: { size: 3, state: 'paused' } } },
  ],
  [
    'it waits to be bootstrapped by hand',
    'Suspended',
    'Awaiting external bootstrap',
    {
      status: {
        state: 'initializing',
        conditions: conditions('AwaitingExternalBootstrap=True: Awaiting external bootstrap'),
      },
    },
  ],
]);

/** Cases of `psmdb.percona.com/PerconaServerMongoDB`. */
export const perconaServerMongoDb = table('psmdb.percona.com/v1', 'PerconaServerMongoDB', { pause: false }, [
  ['it is new', 'Progressing', 'The operator works on generation 3', {}],
  [
    'its pods start',
    'Progressing',
    'It is initializing: 4 of 12 pods are ready',
    { status: { state: 'initializing', size: 12, ready: 4, observedGeneration: 3 } },
  ],
  [
    'all of it runs',
    'Healthy',
    '12 of 12 pods are ready',
    { status: { state: 'ready', size: 12, ready: 12, observedGeneration: 3, host: 'products-mongos.data' } },
  ],
  [
    'its status is older than the spec',
    'Progressing',
    'The operator works on generation 4',
    { metadata: { generation: 4 }, status: { state: 'ready', size: 12, ready: 12, observedGeneration: 3 } },
  ],
  [
    'the operator refuses the new spec',
    'Degraded',
    'Error: wrong psmdb options: replset size must be odd',
    {
      metadata: { generation: 4 },
      status: {
        state: 'error',
        message: 'Error: wrong psmdb options: replset size must be odd',
        size: 12,
        ready: 12,
        observedGeneration: 3,
      },
    },
  ],
  [
    'it stops',
    'Progressing',
    'It is stopping: 2 of 12 pods are ready',
    { spec: { pause: true }, status: { state: 'stopping', size: 12, ready: 2, observedGeneration: 3 } },
  ],
  [
    'it is paused',
    'Suspended',
    'It is paused',
    { spec: { pause: true }, status: { state: 'paused', size: 0, ready: 0, observedGeneration: 3 } },
  ],
]);
