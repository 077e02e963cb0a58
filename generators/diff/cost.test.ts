import assert from 'node:assert/strict';
import { test } from 'node:test';
import { costOf } from './cost.ts';

const Gi = 2 ** 30;
const capacity = {
  least: { pods: 2, cpu: 2, memory: 4 * Gi },
  most: { pods: 4, cpu: 4, memory: 8 * Gi },
  zone: { pods: 2, cpu: 2, memory: 4 * Gi },
  storage: 100 * Gi,
};
const prices = { currency: 'EUR', clouds: { aws: { cpuHour: 0.1, memoryHour: 0.01, storageMonth: 0.5 } } };

test('a month has 730 hours of what pods request, and the volumes once', () => {
  const { least = 0, most = 0 } = costOf(capacity, 'aws', prices) ?? {};
  assert.deepEqual([least.toFixed(2), most.toFixed(2)], ['225.20', '400.40']);
});

test('without a price there is no cost', () => {
  assert.equal(costOf(capacity, 'azure', prices), undefined);
  assert.equal(costOf(capacity, 'aws', undefined), undefined);
});
