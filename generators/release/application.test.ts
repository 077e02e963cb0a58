import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ApplicationObject, readApplication } from './application.ts';
import { applicationAt, now } from './testing/application.ts';

test('an Application is read with the revision of its last comparison', () => {
  assert.deepEqual(readApplication(applicationAt('stage-api', 'abc')), {
    name: 'stage-api',
    deleting: false,
    compared: [{ revision: 'abc', pinned: false }],
    settings: { namespace: 'backend', pinned: [], ignored: [] },
    changedSince: false,
    sync: 'Synced',
    health: 'Healthy',
    healthSince: now - 3_600_000,
    reconciled: now - 60_000,
    operation: {
      running: false,
      succeeded: true,
      revisions: ['abc'],
      finished: now - 7_200_000,
      message: 'as it went',
    },
    errors: [],
  });
});

test('an Application of several sources has a revision for each, and what is at a version is recognised', () => {
  const sources = [
    { repoURL: 'https://charts.example.com', chart: 'keda', targetRevision: '2.20.2' },
    { repoURL: 'https://git.example.com/fleet.git', targetRevision: 'main', ref: 'values' },
  ];
  const application: ApplicationObject = {
    metadata: { name: 'stage-keda' },
    spec: { sources },
    status: {
      sync: { status: 'Synced', revisions: ['2.20.2', 'abc'], comparedTo: { sources, source: {} } },
      operationState: { phase: 'Succeeded', syncResult: { revision: '', revisions: ['2.20.1', 'old'] } },
    },
  };
  const { compared, settings, changedSince, operation } = readApplication(application);
  assert.deepEqual(settings.pinned, [{ repository: 'https://charts.example.com', name: 'keda', version: '2.20.2' }]);
  assert.deepEqual(compared, [
    { revision: '2.20.2', pinned: true },
    { revision: 'abc', pinned: false },
  ]);
  assert.equal(changedSince, false);
  assert.deepEqual(operation?.revisions, ['2.20.1', 'old']);
});

test('a folder of another repository at a tag is a source at a version, whatever commit the tag is', () => {
  const sources = [{ repoURL: 'https://git.example.com/routes.git', path: 'config/crd', targetRevision: 'v1.6.1' }];
  const { compared, settings } = readApplication({
    metadata: { name: 'stage-routes' },
    spec: { sources },
    status: { sync: { status: 'Synced', revisions: ['abc'], comparedTo: { sources } } },
  });
  assert.deepEqual(compared, [{ revision: 'abc', pinned: true }]);
  assert.deepEqual(settings.pinned, [
    { repository: 'https://git.example.com/routes.git', name: 'config/crd', version: 'v1.6.1' },
  ]);
});

test('an Application that changed since the last comparison is noticed', () => {
  const { spec, ...rest } = applicationAt('stage-api', 'abc');
  for (const change of [{ path: 'elsewhere' }, { targetRevision: 'release/canary' }, { repoURL: 'https://other' }]) {
    const changed = { ...rest, spec: { ...spec, source: { ...spec.source, ...change } } };
    assert.equal(readApplication(changed).changedSince, true);
  }
  const moved = { ...rest, spec: { ...spec, destination: { namespace: 'data' } } };
  assert.equal(readApplication(moved).changedSince, true);
});

test('an operation runs when it was requested, is running or is being terminated', () => {
  const running = (state: Parameters<typeof applicationAt>[2]) =>
    readApplication(applicationAt('stage-api', 'abc', state)).operation?.running;
  assert.equal(running({}), false);
  assert.equal(running({ asked: true }), true);
  assert.equal(running({ phase: 'Running' }), true);
  assert.equal(running({ phase: 'Terminating' }), true);
  const { status: _, ...fresh } = applicationAt('stage-api', 'abc', { asked: true });
  assert.equal(readApplication(fresh).operation?.running, true);
});

test('of the conditions, errors count and warnings do not', () => {
  const conditions = [
    { type: 'OrphanedResourceWarning', message: 'two' },
    { type: 'ComparisonError', message: 'no such path' },
    { type: 'SyncError' },
  ];
  const { errors } = readApplication(applicationAt('stage-api', 'abc', { conditions }));
  assert.deepEqual(errors, ['ComparisonError: no such path', 'SyncError']);
});

test('an Application without a status is Unknown and compared with nothing', () => {
  const { compared, sync, health, reconciled, operation } = readApplication({
    metadata: { name: 'stage-api' },
    spec: { source: { repoURL: 'https://git.example.com/fleet.git' } },
  });
  assert.deepEqual(
    { compared, sync, health, reconciled, operation },
    {
      compared: [],
      sync: 'Unknown',
      health: 'Unknown',
      reconciled: undefined,
      operation: undefined,
    },
  );
});
