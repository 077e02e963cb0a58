import { countAnnotation } from '../../names.ts';
import { conditions, table } from './case.ts';

// Statuses as written by
// https://github.com/argoproj/argo-cd/blob/v3.5.7/applicationset/controllers/applicationset_controller.go

const generated = conditions('ErrorOccurred=False', 'ParametersGenerated=True', 'ResourcesUpToDate=True');
const failed = conditions('ErrorOccurred=True: cluster two is unknown', 'ResourcesUpToDate=False: see above');

function app(name: string, status: string, health?: string): Record<string, unknown> {
  return { name, kind: 'Application', status, ...(health && { health: { status: health } }) };
}

function wanting(count: number): Record<string, unknown> {
  return { name: 'example', namespace: 'argocd', annotations: { [countAnnotation]: String(count) } };
}

/** Cases of `argoproj.io/ApplicationSet`. */
export const applicationSet = table('argoproj.io/v1alpha1', 'ApplicationSet', {}, [
  ['it is new', 'Progressing', 'Its Applications are not up to date yet', {}],
  [
    'all of its Applications are synced and healthy',
    'Healthy',
    'All 2 Applications are Synced and Healthy',
    {
      status: {
        conditions: generated,
        resources: [app('a', 'Synced', 'Healthy'), app('b', 'Synced', 'Healthy')],
        resourcesCount: 2,
      },
    },
  ],
  ['it has made none yet', 'Progressing', 'It has no Applications yet', { status: { conditions: generated } }],
  [
    'it has generated something else since',
    'Progressing',
    'Its Applications are not up to date yet',
    {
      status: {
        conditions: conditions('ParametersGenerated=True', 'ResourcesUpToDate=False'),
        resources: [app('a', 'Synced', 'Healthy')],
      },
    },
  ],
  [
    'one of them is not synced',
    'Progressing',
    '1 of 2 are not Synced and Healthy: first b',
    {
      status: {
        conditions: generated,
        resources: [app('a', 'Synced', 'Healthy'), app('b', 'OutOfSync', 'Healthy')],
      },
    },
  ],
  [
    'some of them are coming up',
    'Progressing',
    '2 of 2 are not Synced and Healthy: first a',
    {
      status: { conditions: generated, resources: [app('a', 'Synced', 'Progressing'), app('b', 'Synced')] },
    },
  ],
  [
    'one of them is suspended',
    'Suspended',
    '1 of 2 are Suspended: first a',
    {
      status: {
        conditions: generated,
        resources: [app('a', 'Synced', 'Suspended'), app('b', 'Synced', 'Healthy')],
      },
    },
  ],
  [
    'one of them is suspended, another one is coming up',
    'Progressing',
    '1 of 2 are not Synced and Healthy: first b',
    {
      status: {
        conditions: generated,
        resources: [app('a', 'Synced', 'Suspended'), app('b', 'Synced', 'Progressing')],
      },
    },
  ],
  [
    'one of them is degraded',
    'Degraded',
    'b is Degraded',
    {
      status: {
        conditions: generated,
        resources: [app('a', 'OutOfSync', 'Missing'), app('b', 'Synced', 'Degraded')],
      },
    },
  ],
  [
    'not all of them fit into its status',
    'Progressing',
    'It lists 1 of 6000 Applications',
    { status: { conditions: generated, resources: [app('a', 'Synced', 'Healthy')], resourcesCount: 6000 } },
  ],
  [
    'it has made as many as it has to',
    'Healthy',
    'All 1 Applications are Synced and Healthy',
    { metadata: wanting(1), status: { conditions: generated, resources: [app('a', 'Synced', 'Healthy')] } },
  ],
  [
    'it has made fewer than it has to',
    'Progressing',
    'It has made 1 of 2 Applications',
    { metadata: wanting(2), status: { conditions: generated, resources: [app('a', 'Synced', 'Healthy')] } },
  ],
  [
    'it cannot generate',
    'Degraded',
    'cluster two is unknown',
    { status: { conditions: failed, resources: [app('a', 'Synced', 'Healthy')] } },
  ],
]);
