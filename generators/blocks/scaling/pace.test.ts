import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AppCampaign, Inputs } from '../../model/inputs.ts';
import { paceOfPod, slowCampaigns } from './pace.ts';

test('no number of pods takes more than all may take together', () => {
  for (const [pace, max, share] of [
    [2000, 40, 50],
    [2000, 30, 66],
    [3, 40, 1],
  ] as const) {
    assert.equal(paceOfPod(pace, { settings: { scale: { min: 1, max } } }), share);
    assert.ok(share * max <= Math.max(pace, max));
  }
});

test('a campaign that is over before everybody is called is said', () => {
  const campaign: AppCampaign = {
    name: 'sale',
    from: '2026-03-20T18:00',
    until: '2026-03-20T18:10',
    timeZone: 'UTC',
    min: 4,
    audience: 600_000,
  };
  const at = (pace: number) => slowCampaigns('worker', pace, { campaigns: [campaign] } as unknown as Inputs);
  assert.deepEqual(at(1000), []);
  assert.deepEqual(
    at(999).map(({ severity, path, message }) => [severity, path, message]),
    [['warning', ['pace'], 'sale lasts 10 minutes, and worker takes 11 to call 600000 devices at 999 a second.']],
  );
});
