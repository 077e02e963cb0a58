import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isScaled } from '../scaling/autoscaler.ts';
import { canaryScale } from './scale.ts';

const app = { min: 3, max: 30 };

for (const [weight, expected] of [
  [0, { min: 2, max: 3 }],
  [1, { min: 2, max: 3 }],
  [10, { min: 2, max: 3 }],
  [11, { min: 2, max: 4 }],
  [50, { min: 2, max: 15 }],
  [67, { min: 3, max: 21 }],
  [99, { min: 3, max: 30 }],
] as const) {
  test(`of 3 to 30 pods a canary with ${weight} per cent has ${expected.min} to ${expected.max}`, () => {
    assert.deepEqual(canaryScale(app, weight), expected);
  });
}

for (const [title, bounds, weight, expected] of [
  ['an app of one pod', { min: 1, max: 1 }, 50, { min: 1, max: 1 }],
  ['an app of one pod or two', { min: 1, max: 2 }, 0, { min: 1, max: 2 }],
  ['an app of a fixed number', { min: 8, max: 8 }, 0, { min: 2, max: 2 }],
  ['an app of a fixed number, at half of it', { min: 8, max: 8 }, 50, { min: 4, max: 4 }],
] as const) {
  test(`the canary of ${title} has ${expected.min} to ${expected.max} pods`, () => {
    assert.deepEqual(canaryScale(bounds, weight), expected);
  });
}

test('a weight turns no autoscaler on or off, and more of it never means fewer pods', () => {
  for (const bounds of [app, { min: 1, max: 1 }, { min: 1, max: 2 }, { min: 5, max: 5 }, { min: 40, max: 41 }]) {
    let before = { min: 0, max: 0 };
    for (let weight = 0; weight < 100; weight++) {
      const scale = canaryScale(bounds, weight);
      assert.equal(isScaled(scale), isScaled(bounds), `${JSON.stringify(bounds)} at ${weight}`);
      assert.ok(scale.min >= before.min && scale.max >= before.max);
      before = scale;
    }
  }
});
