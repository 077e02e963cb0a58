import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calm, pod } from './example.ts';
import { staying, surplus, uneven, unreplaced } from './spread.ts';

const inZones = (...zones: readonly (string | undefined)[]) =>
  zones.map((zone, index) => pod(`api-${index}`, 'api', zone));
const lost = new Set(['a-0']);

for (const [zones, found] of [
  [['a', 'b', 'c'], []],
  [['a', 'b'], []],
  [['a', 'b', 'c', 'c'], []],
  [['b', 'b', 'c'], [['Deployment backend/api', [0, 2, 1]]]],
  [['a', 'a'], [['Deployment backend/api', [2, 0, 0]]]],
] as const) {
  test(`pods in ${zones.join(', ')} are ${found.length === 0 ? 'even' : 'uneven'} over three zones`, () => {
    assert.deepEqual([...uneven({ ...calm, pods: inZones(...zones) })], found);
  });
}

test('an uneven workload has a surplus pod in the zone with most of its pods', () => {
  const pods = [...inZones('b', 'c', 'c', 'c'), ...['a', 'b'].map((zone) => pod(`even-${zone}`, 'even', zone))];
  assert.deepEqual(
    surplus({ ...calm, pods }).map(({ metadata }) => metadata.name),
    ['api-1'],
  );
  assert.deepEqual(surplus(calm), []);
});

test('a lost zone is replaced when a Deployment has all its pods in other zones', () => {
  assert.deepEqual(unreplaced(calm, lost), ['Deployment backend/api has 2 of 3 pods elsewhere']);
  assert.deepEqual(unreplaced({ ...calm, pods: [...calm.pods, pod('api-x', 'api', 'b')] }, lost), []);
});

test('a pod without a node is not replaced', () => {
  assert.deepEqual(unreplaced({ ...calm, pods: [...calm.pods, pod('api-x', 'api', undefined)] }, new Set()), [
    'pod backend/api-x has no node',
  ]);
});

test('a pod that is not evicted is listed, one of a Job does not count', () => {
  const job = pod('once', 'once', 'a', { ownerReferences: [{ kind: 'Job', name: 'once' }] });
  const leaving = pod('api-y', 'api', 'a', { deletionTimestamp: 'now' });
  assert.deepEqual(staying([...calm.pods, job, leaving], lost), ['pod backend/api-a stays on a-0']);
});
