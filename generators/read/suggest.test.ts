import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { distance, suggest } from './suggest.ts';

const keys = ['region', 'zones', 'role', 'kubernetes', 'controlPlane', 'min', 'max'];
const words: readonly [string, string | undefined][] = [
  ['zone', 'zones'],
  ['zonse', 'zones'],
  ['Region', 'region'],
  ['controlplane', 'controlPlane'],
  ['kubernets', 'kubernetes'],
  ['kuberentes', 'kubernetes'],
  ['mux', 'max'],
  ['roles', 'role'],
  ['replicas', undefined],
  ['x', undefined],
  ['', undefined],
  ['z'.repeat(100_000), undefined],
];

for (const [word, meant] of words) {
  test(`${JSON.stringify(word.slice(0, 20))} ${meant ? `suggests ${meant}` : 'resembles nothing'}`, () => {
    assert.equal(suggest(word, keys), meant);
  });
}

test('a word that shares nothing with a short candidate does not resemble it', () => {
  assert.equal(suggest('x', ['y']), undefined);
});

test('two swapped neighbours are one slip', () => {
  assert.equal(distance('ab', 'ba'), 1);
  assert.equal(distance('kitten', 'sitting'), 3);
});

test('the distance is zero for equal words alone, the same both ways, and at most the longer length', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      assert.equal(distance(a, b) === 0, a === b);
      assert.equal(distance(a, b), distance(b, a));
      assert.ok(distance(a, b) <= Math.max(a.length, b.length));
    }),
  );
});
