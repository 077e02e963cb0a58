import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readApplication } from './application.ts';
import type { HubApplication } from './hub.ts';
import type { Expected, Settings } from './ring.ts';
import { gateApplication, type Sight } from './seen.ts';
import { applicationAt, now, type State } from './testing/application.ts';
import { namespace } from './testing/fleet.ts';

const expected: Expected = {
  name: 'stage-api',
  environment: 'staging',
  cluster: 'stage',
  app: 'api',
  paths: ['base/api'],
  settings: { namespace, pinned: [], ignored: [] },
};
const sight: Sight = {
  commit: 'cccccccccc',
  same: (revision) => (revision === 'unknown' ? 'unknown' : revision === 'older' ? 'different' : 'same'),
  changes: () => true,
  soak: 300_000,
  now,
};
const gate = (state: State, revision = sight.commit, other: Partial<Sight> = {}) =>
  gateApplication(expected, readApplication(applicationAt('stage-api', revision, state)), { ...sight, ...other });

test('an Application that is Synced and Healthy at the commit is well', () => {
  assert.equal(gate({}), undefined);
});

test('one that was compared with another commit is well when its own files are the same in both', () => {
  assert.equal(gate({}, 'same-files'), undefined);
});

const cases: [title: string, state: State, code: string, message: string, revision?: string][] = [
  ['is being deleted', { deleting: true }, 'application-deleting', 'It is being deleted.'],
  [
    'has a condition that is an error',
    { conditions: [{ type: 'ComparisonError', message: 'no such path' }] },
    'application-in-error',
    'Argo CD reports ComparisonError: no such path',
  ],
  [
    'was compared with a commit where its files differ',
    {},
    'application-elsewhere',
    'It was compared with older; its files at ccccccc differ.',
    'older',
  ],
  [
    'was compared with a commit that the clone lacks',
    {},
    'application-elsewhere',
    "It was compared with unknown, which is no commit of this repository's branches.",
    'unknown',
  ],
  ['is OutOfSync', { sync: 'OutOfSync' }, 'application-not-synced', 'It is OutOfSync at ccccccc.'],
  ['is Unknown', { sync: 'Unknown' }, 'application-not-synced', 'It is Unknown at ccccccc.'],
  ['is being synced', { phase: 'Running' }, 'application-syncing', 'A sync is running.'],
  ['is about to be synced', { asked: true }, 'application-syncing', 'A sync is running.'],
  [
    'failed to sync, perhaps in a hook, which a comparison does not include',
    { phase: 'Failed' },
    'application-sync-failed',
    'Its last sync, of the files at ccccccc, failed: as it went',
  ],
  [
    'failed to sync before its revision was known',
    { phase: 'Error', synced: '' },
    'application-sync-failed',
    'Its last sync, of the files at ccccccc, failed: as it went',
  ],
  [
    'has the health from before its sync',
    { reconciled: 60, finished: 59 },
    'application-not-compared',
    'It has not been compared since its last sync ended.',
  ],
  [
    'was not compared for long',
    { reconciled: 31 * 60 },
    'application-not-compared',
    'It has not been compared for more than 30m.',
  ],
  ['is Progressing', { health: 'Progressing' }, 'application-not-healthy', 'It is Progressing.'],
  ['is Degraded', { health: 'Degraded' }, 'application-not-healthy', 'It is Degraded.'],
  ['is Suspended', { health: 'Suspended' }, 'application-not-healthy', 'It is Suspended.'],
  ['is Missing', { health: 'Missing' }, 'application-not-healthy', 'It is Missing.'],
  [
    'became Healthy a moment ago',
    { healthFor: 299 },
    'application-soaking',
    'It changes, and has been Synced and Healthy for less than 5m.',
  ],
  [
    'was synced a moment ago',
    { finished: 299 },
    'application-soaking',
    'It changes, and has been Synced and Healthy for less than 5m.',
  ],
];
for (const [title, state, code, message, revision] of cases) {
  test(`an Application that ${title} is not well`, () => {
    const finding = gate(state, revision);
    assert.deepEqual([finding?.code, finding?.message], [code, message]);
    assert.deepEqual(finding?.in, { environment: 'staging', cluster: 'stage', app: 'api' });
  });
}

test('an Application that the hub does not have is not well', () => {
  assert.equal(gateApplication(expected, undefined, sight)?.code, 'application-missing');
});

test('a sync that failed with other files does not count', () => {
  assert.equal(gate({ phase: 'Failed', synced: 'older' }), undefined);
});

test('an Application that the release does not change, or with a soak of 0, need not have been well for long', () => {
  assert.equal(gate({ healthFor: 1 }, sight.commit, { changes: () => false }), undefined);
  assert.equal(gate({ healthFor: 1 }, sight.commit, { soak: 0 }), undefined);
  assert.equal(gate({ healthFor: 300, finished: 300 }), undefined);
});

test('an Application that changed since its last comparison is not well', () => {
  const seen = { ...readApplication(applicationAt('stage-api', sight.commit)), changedSince: true };
  assert.equal(gateApplication(expected, seen, sight)?.code, 'application-not-compared');
});

test('an Application that its ApplicationSet has not brought up to date is not well', () => {
  const chart = { repository: 'https://charts.example.com', name: 'keda', version: '2.20.2' };
  const difference = { group: '', kind: 'Secret', jqPathExpressions: ['.data'], jsonPointers: [] };
  const settings = { namespace, pinned: [chart], ignored: [difference] };
  const seen: HubApplication = {
    ...readApplication(applicationAt('stage-keda', sight.commit)),
    settings: { ...settings, ignored: [{ kind: 'Secret', jqPathExpressions: ['.data'] }] },
  };
  const gateSettings = (other: Partial<Settings>) =>
    gateApplication({ ...expected, settings: { ...settings, ...other } }, seen, sight)?.message;
  assert.equal(gateSettings({}), undefined);
  assert.equal(
    gateSettings({ pinned: [{ ...chart, version: '2.21.0' }] }),
    'Its pinned version is not yet that of ccccccc.',
  );
  assert.equal(gateSettings({ pinned: [] }), 'Its pinned version is not yet that of ccccccc.');
  assert.equal(gateSettings({ ignored: [] }), 'Its ignored differences are not yet that of ccccccc.');
  assert.equal(gateSettings({ namespace: 'data' }), 'Its namespace is not yet that of ccccccc.');
});
