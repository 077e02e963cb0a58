import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rivals } from './drain.ts';
import { budget, calm, node, pod } from './example.ts';

test('nodes are drained together that share most budgets, and never two of one zone', () => {
  const second = { ...node('a'), metadata: { ...node('a').metadata, name: 'a-1' } };
  const pods = [
    ...calm.pods,
    ...['a', 'c'].map((zone) => pod(`cache-${zone}`, 'cache', zone)),
    { ...pod('api-d', 'api', 'a'), spec: { nodeName: 'a-1' } },
    { ...pod('cache-d', 'cache', 'a'), spec: { nodeName: 'a-1' } },
  ];
  const budgets = [budget('api', 2), budget('cache', 1)];
  assert.deepEqual(rivals({ ...calm, nodes: [...calm.nodes, second], pods, budgets }), ['a-0', 'c-0']);
});
