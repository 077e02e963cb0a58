import { type Row, table } from './case.ts';

// Statuses as written by https://github.com/argoproj/argo-cd/blob/v3.5.7/controller/appcontroller.go and
// https://github.com/argoproj/argo-cd/blob/v3.5.7/applicationset/controllers/applicationset_controller.go

const argo = 'argoproj.io/v1alpha1';
const source = { repoURL: 'https://example.com/repository.git', targetRevision: 'release/one', path: 'overlays/a' };
const destination = { name: 'one', namespace: 'example' };
const comparedTo = { source, destination };
const chart = { repoURL: 'https://example.com/charts', chart: 'operator', targetRevision: '1.2.0' };
const values = { repoURL: source.repoURL, targetRevision: 'main', ref: 'values' };
const synced = { status: 'Synced', comparedTo };
const healthy = { status: 'Healthy' };
const done = { phase: 'Succeeded', message: 'successfully synced (all tasks run)' };

const is = (status: string) => ({ status: { sync: synced, health: { status }, operationState: done } });

/** Cases of `argoproj.io/Application`. */
export const application = table(argo, 'Application', { source, destination }, [
  ['it is new', 'Progressing', 'Argo CD has not compared it yet', {}],
  ['it is synced and healthy', 'Healthy', 'It is Synced and Healthy', is('Healthy')],
  [
    'nothing had to be synced',
    'Healthy',
    'It is Synced and Healthy',
    {
      status: {
        sync: synced,
        health: healthy,
        conditions: [{ type: 'OrphanedResourceWarning', message: '2 resources' }],
      },
    },
  ],
  [
    'what is applied is healthy, and the rest is not applied yet',
    'Progressing',
    'It is OutOfSync',
    { status: { sync: { ...synced, status: 'OutOfSync' }, health: healthy } },
  ],
  [
    'a sync is running',
    'Progressing',
    'waiting for completion of hook batch/Job/migrate',
    {
      status: {
        sync: synced,
        health: healthy,
        operationState: { phase: 'Running', message: 'waiting for completion of hook batch/Job/migrate' },
      },
    },
  ],
  [
    'its status is of the revision before',
    'Progressing',
    'Argo CD has not compared it yet',
    { spec: { source: { ...source, targetRevision: 'release/two' } }, status: { sync: synced, health: healthy } },
  ],
  [
    'its status is of another cluster',
    'Progressing',
    'Argo CD has not compared it yet',
    { spec: { destination: { ...destination, name: 'two' } }, status: { sync: synced, health: healthy } },
  ],
  [
    'all of its sources are synced and healthy',
    'Healthy',
    'It is Synced and Healthy',
    {
      spec: { source: undefined, sources: [chart, values] },
      status: { sync: { status: 'Synced', comparedTo: { destination, sources: [chart, values] } }, health: healthy },
    },
  ],
  [
    'the chart has a new version',
    'Progressing',
    'Argo CD has not compared it yet',
    {
      spec: { source: undefined, sources: [{ ...chart, targetRevision: '1.3.0' }, values] },
      status: { sync: { status: 'Synced', comparedTo: { destination, sources: [chart, values] } }, health: healthy },
    },
  ],
  [
    'a source went away',
    'Progressing',
    'Argo CD has not compared it yet',
    {
      spec: { source: undefined, sources: [chart] },
      status: { sync: { status: 'Synced', comparedTo: { destination, sources: [chart, values] } }, health: healthy },
    },
  ],
  ['its resources are still coming up', 'Progressing', 'It is Synced and Progressing', is('Progressing')],
  ['somebody paused a resource', 'Suspended', 'It is Synced and Suspended', is('Suspended')],
  ['a resource is degraded', 'Degraded', 'It is Synced and Degraded', is('Degraded')],
  [
    'its last sync failed',
    'Degraded',
    'one or more objects failed to apply',
    {
      status: {
        sync: { ...synced, status: 'OutOfSync' },
        health: healthy,
        operationState: { phase: 'Failed', message: 'one or more objects failed to apply' },
      },
    },
  ],
  [
    'its project does not allow it',
    'Degraded',
    'application destination is not permitted in project',
    {
      status: {
        sync: { status: 'Unknown' },
        health: { status: 'Unknown' },
        conditions: [{ type: 'InvalidSpecError', message: 'application destination is not permitted in project' }],
      },
    },
  ],
  [
    'its folder cannot be built',
    'Degraded',
    'Failed to load target state',
    {
      status: {
        sync: { status: 'Unknown', comparedTo },
        health: healthy,
        conditions: [{ type: 'ComparisonError', message: 'Failed to load target state' }],
      },
    },
  ],
  ...['SyncError', 'UnknownError'].map(
    (type): Row => [
      `it has a ${type}`,
      'Degraded',
      'Failed',
      { status: { sync: synced, health: healthy, conditions: [{ type, message: 'Failed' }] } },
    ],
  ),
]);
