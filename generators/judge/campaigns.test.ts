import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { exampleFleet } from '../testing/fleet.ts';
import { campaignFindings } from './campaigns.ts';

const environment = exampleEnvironment([exampleCluster('aws')]);
const campaign = {
  name: 'sale',
  from: '2026-03-20T17:00',
  until: '2026-03-20T18:00',
  timeZone: 'America/New_York',
  apps: { api: 9 },
};

// New York is four hours behind at that time of the year: it ends at 22:00 in UTC.
for (const [now, expected] of [
  [
    '2025-03-20T20:00:00Z',
    [
      'warning campaign-comes-early: sale begins at 2026-03-20T17:00, and schedules have no year: its pods come on that day of every year before.',
    ],
  ],
  ['2025-03-20T22:00:00Z', []],
  ['2026-03-20T22:00:00Z', []],
  ['2026-03-20T22:01:00Z', ['note campaign-over: sale ended at 2026-03-20T18:00.']],
  ['2027-01-14T22:00:00Z', ['note campaign-over: sale ended at 2026-03-20T18:00.']],
  [
    '2027-01-15T22:00:00Z',
    [
      'warning campaign-comes-again: sale ended at 2026-03-20T18:00, and schedules have no year: its pods come again on that day of this one.',
    ],
  ],
] as const) {
  test(`at ${now} of a campaign ${expected.length === 0 ? 'nothing is said' : (expected[0] ?? '').split(':')[0]}`, () => {
    const fleet = exampleFleet([{ ...environment, settings: { ...environment.settings, campaigns: [campaign] } }]);
    assert.deepEqual(
      campaignFindings(fleet, new Date(now)).map(({ severity, code, message }) => `${severity} ${code}: ${message}`),
      expected,
    );
  });
}
