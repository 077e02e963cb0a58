import assert from 'node:assert/strict';
import { test } from 'node:test';
import Value from 'typebox/value';
import { goMemoryLimit } from './goMemoryLimit.ts';
import { budgetSettings } from './platform/resourceQuota.ts';
import { declarePriorities, priorityClassName } from './priority.ts';

for (const [limit, expected] of [
  ['100Mi', '94371840'],
  ['1Gi', '966367641'],
  ['1000', '900'],
] as const) {
  test(`a Go program in ${limit} collects garbage from nine tenths of it on, in bytes`, () => {
    assert.equal(goMemoryLimit(limit), expected);
  });
}

test('a priority is called what it was declared as, and its class carries the name of the fleet', () => {
  const rank = { value: 5, preempts: true, description: 'Why.' };
  assert.deepEqual(declarePriorities({ batch: rank }), { batch: { name: 'batch', ...rank } });
  assert.equal(priorityClassName('shop', { name: 'batch' }), 'shop-batch');
});

test('a budget is what its namespace declares unless somebody sets it, and nothing but quantities', () => {
  const budget = { cpu: '4', memory: '8Gi', pods: 20 };
  const schema = budgetSettings('backend', budget);
  assert.deepEqual(Value.Create(schema), budget);
  for (const pods of [1, 10000]) assert.ok(Value.Check(schema, { ...budget, pods }));
  for (const wrong of [{ pods: 0 }, { pods: 10001 }, { cpu: 'many' }, { memory: '8 GB' }, { other: 1 }]) {
    assert.ok(!Value.Check(schema, { ...budget, ...wrong }), JSON.stringify(wrong));
  }
});
