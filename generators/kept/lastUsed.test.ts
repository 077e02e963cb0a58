import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastUsed } from './lastUsed.ts';

test('what was asked for last is there, and what was not is computed again', () => {
  const computed: string[] = [];
  const last = lastUsed<string>(2);
  const ask = (name: string) =>
    last(name, () => {
      computed.push(name);
      return name.toUpperCase();
    });
  assert.deepEqual(['a', 'b', 'a', 'c', 'a', 'b'].map(ask), ['A', 'B', 'A', 'C', 'A', 'B']);
  assert.deepEqual(computed, ['a', 'b', 'c', 'b']);
});

test('what could not be computed is not there', () => {
  const last = lastUsed<string>(2);
  assert.throws(() => last('a', () => assert.fail('gone')), /gone/);
  assert.equal(
    last('a', () => 'A'),
    'A',
  );
});
