import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { isJson, isSameJson } from './json.ts';

/** JSON values of few texts and keys, so that pairs are often equal, or nearly. */
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, false, 0, 1, 2.5, '', 'a', '1'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'length', '0'), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

test('two JSON values are the same where Node.js says so', () => {
  fc.assert(
    fc.property(json, json, (one, other) => {
      assert.equal(isSameJson(one, other), isDeepStrictEqual(one, other));
    }),
    { numRuns: 2000 },
  );
});

test('a JSON value is the same as its copy with keys in the other order, and not with one member more', () => {
  const turned = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(turned);
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, member]) => [key, turned(member)])
        .toReversed(),
    );
  };
  fc.assert(
    fc.property(json, (value) => {
      assert.ok(isSameJson(value, turned(value)));
      assert.ok(!isSameJson([value], [value, undefined]));
      assert.ok(!isSameJson({ value }, { value, more: undefined }));
      assert.ok(!isSameJson({ value, more: undefined }, { value }));
      assert.ok(!isSameJson({ value, more: undefined }, { value, other: undefined }));
    }),
  );
});

test('JSON values are those that JSON gives back as they were', () => {
  fc.assert(
    fc.property(json, (value) => {
      assert.ok(isJson(value));
      assert.deepEqual(JSON.parse(JSON.stringify(value)), value);
    }),
  );
  assert.ok(isJson({ a: undefined }));
  const others = [undefined, [undefined], Number.NaN, [Number.POSITIVE_INFINITY], { a: () => 1 }, 1n, Symbol('a')];
  for (const value of [...others, new Date(0), { a: new Map([[1, 2]]) }, new Set([1])]) {
    assert.ok(!isJson(value), String(value));
  }
});
