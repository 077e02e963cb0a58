import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleClusters } from '../../../testing/clusters.ts';
import { quorumMembers } from '../shared/zonePlacement.ts';
import { memberPlacement, proxyCount, proxyPlacement } from './placement.ts';

const labels = { app: 'x' };
const selector = { matchLabels: labels };
const zone = 'topology.kubernetes.io/zone';
const host = 'kubernetes.io/hostname';
const evenly = {
  labelSelector: selector,
  maxSkew: 1,
  topologyKey: zone,
  whenUnsatisfiable: 'DoNotSchedule',
  nodeTaintsPolicy: 'Honor',
};

const cases = [
  { zones: ['a'], members: 1, proxies: 1, apart: zone, spread: undefined },
  { zones: ['a', 'b'], members: 3, proxies: 2, apart: host, spread: [evenly] },
  { zones: ['a', 'b', 'c'], members: 3, proxies: 3, apart: zone, spread: undefined },
  { zones: ['a', 'b', 'c', 'd'], members: 3, proxies: 3, apart: zone, spread: undefined },
];

for (const { zones, members, proxies, apart, spread } of cases) {
  test(`with ${zones.length} zones there are ${members} members apart by ${apart}, and ${proxies} proxies`, () => {
    const cluster = { ...exampleClusters.aws, zones };
    assert.equal(quorumMembers(cluster), members);
    assert.equal(proxyCount(cluster), proxies);
    const { affinity, topologySpreadConstraints } = memberPlacement(cluster, members, labels);
    const inZones = { key: zone, operator: 'In', values: zones };
    assert.deepEqual(affinity, {
      advanced: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [inZones] }] },
        },
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: apart, labelSelector: selector }],
        },
      },
    });
    assert.deepEqual(topologySpreadConstraints, spread);
  });
}

test('proxies spread over zones and, where that is possible, over hosts, and nothing keeps them from an only node', () => {
  assert.deepEqual(proxyPlacement(labels), {
    affinity: { antiAffinityTopologyKey: 'none' },
    topologySpreadConstraints: [
      evenly,
      { labelSelector: selector, maxSkew: 1, topologyKey: host, whenUnsatisfiable: 'ScheduleAnyway' },
    ],
  });
});
