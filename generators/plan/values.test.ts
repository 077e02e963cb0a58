import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isJsonObject } from '../model/json.ts';
import type { Values } from '../model/operator.ts';
import { sharedValues, withoutShared } from './values.ts';

/** Merges as Helm does: maps by key, else the later value wins. */
function merge(base: Values, over: Values): Values {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isJsonObject(below) && isJsonObject(value) ? merge(below, value) : value;
  }
  return merged;
}

const { values } = fc.letrec<{ values: Values; value: unknown }>((tie) => ({
  values: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  value: fc.oneof({ maxDepth: 3 }, fc.constantFrom(1, 2, 'x', true, null, [], [1], {}), tie('values')),
}));

test('what is shared, and what is not shared, give every set of values again', () => {
  fc.assert(
    fc.property(fc.array(values, { minLength: 1, maxLength: 4 }), (sets) => {
      const shared = sharedValues(sets);
      for (const set of sets) assert.deepEqual(merge(shared, withoutShared(set, shared)), set);
    }),
  );
});

test('a set of values that stands alone is shared whole', () => {
  fc.assert(
    fc.property(values, (set) => {
      assert.deepEqual(sharedValues([set]), set);
      assert.deepEqual(withoutShared(set, set), {});
    }),
  );
});

test('only what all have alike is shared', () => {
  const one = { replicas: 2, account: { name: 'x', annotations: { role: 'arn' } }, zones: ['a', 'b'] };
  const two = { replicas: 2, account: { name: 'x', annotations: {} }, zones: ['a'] };
  const shared = sharedValues([one, two]);
  assert.deepEqual(shared, { replicas: 2, account: { name: 'x', annotations: {} } });
  assert.deepEqual(withoutShared(one, shared), { account: { annotations: { role: 'arn' } }, zones: ['a', 'b'] });
  assert.deepEqual(withoutShared(two, shared), { zones: ['a'] });
});
