import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isJsonObject } from './json.ts';

const cases: readonly (readonly [value: unknown, isObject: boolean])[] = [
  [{}, true],
  [{ a: undefined }, true],
  [Object.create(null), true],
  [[], false],
  [[{}], false],
  [null, false],
  [undefined, false],
  ['{}', false],
  [0, false],
  [true, false],
];

test('members have an object of JSON, and neither a list nor null', () => {
  for (const [value, isObject] of cases) assert.equal(isJsonObject(value), isObject, JSON.stringify(value));
});
