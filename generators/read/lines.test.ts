import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lines } from './lines.ts';

const text = 'ab\r\n\n🚀c';
const places: readonly [number, number, number][] = [
  [0, 1, 1],
  [2, 1, 3],
  [3, 1, 4],
  [4, 2, 1],
  [5, 3, 1],
  [7, 3, 3],
  [8, 3, 4],
  [99, 3, 4],
  [-1, 1, 1],
];

for (const [offset, line, column] of places) {
  test(`offset ${offset} is at ${line}:${column}; what lies outside is at the nearest end`, () => {
    assert.deepEqual(lines('f', text)(offset), { file: 'f', line, column });
  });
}

test('an empty text has one position', () => {
  assert.deepEqual(lines('f', '')(0), { file: 'f', line: 1, column: 1 });
});
