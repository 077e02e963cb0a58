import type { IAffinity } from 'kubernetes-models/v1/Affinity';
import type { ClusterFacts } from '../../../model/inputs.ts';

/**
 * Members of a system that needs a majority of three: three wherever there is more than one zone, else one. With three
 * zones the loss of any one leaves two members; with two, it leaves two or one.
 */
export function quorumMembers({ zones }: ClusterFacts): number {
  return zones.length > 1 ? 3 : 1;
}

/**
 * Where members go: only into the zones this cluster declares, and no two into one zone, or on one node where there are
 * fewer zones than members. Both are hard: a volume never leaves its zone, so a member in the wrong one would stay there.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#affinity-and-anti-affinity
 */
export function requireZones(
  { zones }: ClusterFacts,
  members: number,
  matchLabels: Readonly<Record<string, string>>,
): IAffinity {
  const inZones = { key: zoneLabel, operator: 'In' as const, values: [...zones] };
  const topologyKey = zones.length >= members ? zoneLabel : 'kubernetes.io/hostname';
  return {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [inZones] }] },
    },
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey, labelSelector: { matchLabels } }],
    },
  };
}

const zoneLabel = 'topology.kubernetes.io/zone';
