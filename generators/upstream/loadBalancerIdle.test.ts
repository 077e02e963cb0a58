import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadBalancerIdle } from './loadBalancerIdle.ts';

for (const [cloud, value, seconds] of [
  ['aws', 'tcp.idle_timeout.seconds=900', 900],
  ['aws', 'a=b, tcp.idle_timeout.seconds=60', 60],
  ['azure', '30', 1800],
] as const) {
  test(`the annotation of ${cloud} says ${value}: ${seconds} seconds`, () => {
    assert.equal(loadBalancerIdle[cloud]?.annotation?.seconds(value), seconds);
  });
}

test('an annotation that is no time says none', () => {
  assert.ok(Number.isNaN(loadBalancerIdle.aws?.annotation?.seconds('tcp.idle_timeout=900')));
  assert.ok(Number.isNaN(loadBalancerIdle.azure?.annotation?.seconds('long')));
});
