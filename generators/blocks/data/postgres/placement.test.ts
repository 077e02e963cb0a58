import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleClusters } from '../../../testing/clusters.ts';
import { instanceCount, placement, synchronous } from './placement.ts';

const withZones = (zones: readonly string[]) => ({ ...exampleClusters.aws, zones: [...zones] });

for (const [zones, instances] of [
  [['a'], 1],
  [['a', 'b'], 2],
  [['a', 'b', 'c'], 3],
  [['a', 'b', 'c', 'd'], 3],
] as const) {
  test(`${zones.length} zone(s) hold ${instances} instance(s), so that each finds a zone of its own`, () => {
    assert.equal(instanceCount(withZones(zones)), instances);
  });
}

test('instances never share a zone and stay in the zones of their cluster', () => {
  const inZones = { key: 'topology.kubernetes.io/zone', operator: 'In', values: ['b', 'a'] };
  assert.deepEqual(placement(withZones(['b', 'a'])), {
    enablePodAntiAffinity: true,
    podAntiAffinityType: 'required',
    topologyKey: 'topology.kubernetes.io/zone',
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [inZones] }] },
    },
  });
});

for (const [instances, does, expected] of [
  [1, 'has no standby to wait for', undefined],
  [
    2,
    'goes on alone while its only standby is away',
    { method: 'any', number: 1, dataDurability: 'preferred', failoverQuorum: false },
  ],
  [
    3,
    'never commits alone, and promotes only what has every commit',
    { method: 'any', number: 1, dataDurability: 'required', failoverQuorum: true },
  ],
] as const) {
  test(`a database of ${instances} instance(s) ${does}`, () => assert.deepEqual(synchronous(instances), expected));
}
