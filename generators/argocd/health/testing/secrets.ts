import { conditions, type Row, table } from './case.ts';

// Statuses as written by
// https://github.com/external-secrets/external-secrets/blob/v2.9.0/pkg/controllers/externalsecret/externalsecret_controller.go

const hourly = { refreshPolicy: 'Periodic', refreshInterval: '1h', target: { name: 'users' } };
const message = 'secret synced';
const fetched = {
  refreshTime: '2026-11-23T02:00:00Z',
  syncedResourceVersion: '3-5a1f0c9e1b7d',
  conditions: conditions(`Ready=True: ${message}`),
};
const older = 'The operator has not seen the spec yet';

/** Cases of `external-secrets.io/ExternalSecret`. */
export const externalSecret = table('external-secrets.io/v1', 'ExternalSecret', hourly, [
  ['it is new', 'Progressing', 'Waiting for the first fetch', {}],
  ['it is fetched', 'Healthy', message, { status: fetched }],
  ['what is fetched is older than the spec', 'Progressing', older, { metadata: { generation: 4 }, status: fetched }],
  ['its generation only begins alike', 'Progressing', older, { metadata: { generation: 31 }, status: fetched }],
  [
    'it is older than one that begins alike',
    'Progressing',
    older,
    { metadata: { generation: 1 }, status: { ...fetched, syncedResourceVersion: '11-5a1f' } },
  ],
  [
    'it is fetched once and was changed since',
    'Healthy',
    message,
    { metadata: { generation: 4 }, spec: { refreshPolicy: 'CreatedOnce' }, status: fetched },
  ],
  ...['0', '0s', '0m', '0h', '0m0s', '0h0m0s'].map(
    (refreshInterval): Row => [
      `it is fetched every ${refreshInterval}, which is never, and was changed since`,
      'Healthy',
      message,
      { metadata: { generation: 4 }, spec: { refreshInterval }, status: fetched },
    ],
  ),
  [
    'it is fetched when it changes and was changed since',
    'Progressing',
    older,
    { metadata: { generation: 4 }, spec: { refreshPolicy: 'OnChange', refreshInterval: '0s' }, status: fetched },
  ],
  [
    'the store does not answer',
    'Degraded',
    'could not get secret data from provider',
    { status: { ...fetched, conditions: conditions('Ready=False: could not get secret data from provider') } },
  ],
]);
