import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isCountRight } from './usage.ts';

for (const [positionals, right] of [
  [[], [0]],
  [['object'], [1]],
  [['[part]'], [0, 1]],
  [
    ['cluster', '[app]'],
    [1, 2],
  ],
  [['[clusters...]'], [0, 1, 2, 3]],
  [
    ['file', 'files...'],
    [2, 3],
  ],
] as const) {
  test(`a command that takes "${positionals.join(' ')}" takes ${right.join(' or ')} arguments`, () => {
    const taken = [0, 1, 2, 3].filter((count) => isCountRight(positionals, count));
    assert.deepEqual(taken, right);
  });
}
