import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../../model/finding.ts';
import { availability, errorBudget, latency } from './objective.ts';

for (const percent of [50, 100, 0, 100.1, -1, Number.NaN]) {
  test(`an objective of ${percent} percent is refused`, () => {
    assert.throws(() => availability(percent), Failure);
    assert.throws(() => latency(percent, '1s'), Failure);
  });
}

for (const [within, seconds] of [
  ['500ms', 0.5],
  ['2s', 2],
  ['2.5s', 2.5],
  ['75ms', 0.075],
] as const) {
  test(`${within} are ${seconds} s`, () => {
    assert.deepEqual(latency(99, within), { slo: 'latency', percent: 99, seconds });
  });
}

for (const within of ['500', '0ms', '0s', '-1s', '1m', '1 s', 's', '', '1e3ms']) {
  test(`${JSON.stringify(within)} is no duration of a request`, () => {
    assert.throws(() => latency(99, within), { name: 'Failure', fix: /500ms/ });
  });
}

test('the budget is what the objective leaves, without the noise of binary fractions', () => {
  assert.deepEqual(
    [99.9, 99.99, 99, 95.5].map((percent) => errorBudget({ percent })),
    [0.001, 0.0001, 0.01, 0.045],
  );
});
