import type { IAffinity } from 'kubernetes-models/v1/Affinity';
import type { ClusterFacts } from '../../../model/inputs.ts';

/**
 * Number of members of a system that needs a majority of three: three where a cluster has more than one zone, else one.
 * With three zones the loss of any one leaves two members. With two zones it leaves two or one.
 */
export function quorumMembers({ zones }: ClusterFacts): number {
  return zones.length > 1 ? 3 : 1;
}

/**
 * Affinity that requires: pods run only in the zones that this cluster declares, and no two run in one zone. Where
 * there are fewer zones than members, no two run on one node. Both rules are required, not preferred, because a volume
 * never leaves its zone: a pod that was scheduled into the wrong zone could not move.
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
