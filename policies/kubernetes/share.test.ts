import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { share } from './share.ts';

describe('a share', () => {
  for (const [value, whole, expected] of [
    [2, 10, 2],
    ['25%', 10, 3],
    ['25%', 8, 2],
    ['0%', 8, 0],
    ['100%', 8, 8],
    ['many', 8, 0],
    [undefined, 8, 4],
    [-1, 8, 0],
  ] as const) {
    it(`${value} of ${whole} is ${expected}`, () => assert.equal(share(value, '50%', whole), expected));
  }
});
