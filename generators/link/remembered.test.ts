import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remembered } from './remembered.ts';

test('what is asked for again and again is computed once, and again where many others were asked for meanwhile', () => {
  let computed = 0;
  const one = remembered(() => ({ number: ++computed }));
  assert.deepEqual([one().number, one().number], [1, 1]);
  const others = Array.from({ length: 8 }, () => remembered(() => ({})));
  for (const other of others) other();
  assert.deepEqual([one().number, one().number], [2, 2]);
});
