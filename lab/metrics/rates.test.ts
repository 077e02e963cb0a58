import assert from 'node:assert/strict';
import { test } from 'node:test';
import { behavior } from '../../generators/blocks/scaling/scale.ts';
import { type Change, tooFast } from './rates.ts';

/** Changes from pairs of a second and the number of pods from then on. */
function changes(...steps: readonly [at: number, to: number][]): Change[] {
  return steps.slice(1).map(([at, to], index) => ({ at, from: steps[index]?.[1] ?? 0, to }));
}

test('a change is compared with the number of pods at the beginning of the period of a policy', () => {
  const cases: [what: string, changes: Change[], limits: number[]][] = [
    ['twice the pods', changes([0, 6], [20, 12], [35, 24]), []],
    ['four more when there are few', changes([0, 1], [20, 5], [35, 10]), []],
    ['more than twice', changes([0, 6], [20, 13]), [12]],
    ['twice, again too early', changes([0, 6], [20, 12], [34, 24]), [12]],
    ['in two halves within a period', changes([0, 6], [20, 9], [25, 12]), []],
    ['in two halves that are too much together', changes([0, 6], [20, 9], [25, 13]), [12]],
    ['a tenth less a minute', changes([0, 60], [100, 54], [160, 48]), []],
    ['a tenth less of few is one', changes([0, 6], [100, 5], [160, 4]), []],
    ['a tenth less, again too early', changes([0, 60], [100, 54], [159, 53]), [54]],
    ['more than a tenth less', changes([0, 60], [100, 53]), [54]],
  ];
  for (const [what, steps, limits] of cases) {
    const found = tooFast(steps, behavior).map((text) => Number(/where (\d+) is the limit/.exec(text)?.[1]));
    assert.deepEqual(found, limits, what);
  }
});

test('selectPolicy decides whether the strictest or the most generous policy limits a change', () => {
  const policies = [
    { type: 'Percent', value: 100, periodSeconds: 15 },
    { type: 'Pods', value: 4, periodSeconds: 15 },
  ];
  const steps = changes([0, 6], [20, 12]);
  assert.equal(tooFast(steps, { scaleUp: { selectPolicy: 'Min', policies } }).length, 1);
  assert.equal(tooFast(steps, { scaleUp: { selectPolicy: 'Max', policies } }).length, 0);
});

test('a change that was noticed late does not count as too fast', () => {
  const steps = changes([0, 6], [22, 12], [35, 24]);
  assert.equal(tooFast(steps, behavior).length, 1);
  assert.equal(tooFast(steps, behavior, 3).length, 0);
});
