import { type Fields, type HealthCase, type Row, table } from './case.ts';

// Statuses as written by https://github.com/grafana/grafana-operator/blob/v5.24.0/controllers/grafana_controller.go and
// https://github.com/grafana/grafana-operator/blob/v5.24.0/controllers/controller_shared.go

const condition = (type: string, status: string, message = '', observedGeneration = 3) => ({
  type,
  status,
  message,
  observedGeneration,
});
const complete = { stage: 'complete', stageStatus: 'success' };
const api = 'grafana.integreatly.org/v1beta1';

const instance: readonly Row[] = [
  ['it is new', 'Progressing', 'Waiting for the operator', {}],
  ['it answers', 'Healthy', 'It answers', { status: { ...complete, conditions: [condition('GrafanaReady', 'True')] } }],
  [
    'its status is older than the spec',
    'Progressing',
    'The operator works on generation 3',
    { status: { ...complete, conditions: [condition('GrafanaReady', 'True', '', 2)] } },
  ],
  [
    'its pod starts',
    'Progressing',
    'It does not answer yet: connection refused',
    { status: { stage: 'complete', stageStatus: 'failed', lastMessage: 'connection refused' } },
  ],
  [
    'its Deployment cannot be made',
    'Degraded',
    'deployment: invalid',
    { status: { stage: 'deployment', stageStatus: 'failed', lastMessage: 'invalid' } },
  ],
  [
    'it is suspended',
    'Suspended',
    'Its reconciliation is suspended',
    { status: { conditions: [condition('Suspended', 'True')] } },
  ],
];

/** Rows of a kind whose condition is called like this. */
function content(synchronized: string): readonly Row[] {
  const about = (...conditions: readonly object[]): Fields => ({ status: { conditions } });
  return [
    ['it is new', 'Progressing', 'The operator works on generation 3', {}],
    ['it is applied', 'Healthy', 'It is in Grafana', about(condition(synchronized, 'True'))],
    [
      'its status is older than the spec',
      'Progressing',
      'The operator works on generation 3',
      about(condition(synchronized, 'True', '', 2)),
    ],
    [
      'no Grafana answers',
      'Progressing',
      'Waiting for a Grafana that answers',
      about(condition('NoMatchingInstance', 'True')),
    ],
    ['Grafana refuses it', 'Degraded', 'refused', about(condition(synchronized, 'False', 'refused'))],
    ['it is nothing', 'Degraded', 'no JSON', about(condition('InvalidSpec', 'True', 'no JSON'))],
    [
      'its folder is missing',
      'Progressing',
      'Folder with name apps not found',
      about(condition('NoMatchingFolder', 'True', 'Folder with name apps not found')),
    ],
    ['it is suspended', 'Suspended', 'Its reconciliation is suspended', about(condition('Suspended', 'True'))],
  ];
}

/** Cases of the kinds of grafana-operator. */
export const grafanaKinds: readonly HealthCase[] = [
  ...table(api, 'Grafana', {}, instance),
  ...table(api, 'GrafanaDashboard', {}, content('DashboardSynchronized')),
  ...table(api, 'GrafanaDatasource', {}, content('DatasourceSynchronized')),
  ...table(api, 'GrafanaFolder', {}, content('FolderSynchronized')),
];
