import type { IPodAffinity } from 'kubernetes-models/v1/PodAffinity';
import type { IPodAntiAffinity } from 'kubernetes-models/v1/PodAntiAffinity';
import type { Placed, PodGroup } from './podGroup.ts';
import { count, list } from './reading.ts';
import { matches, type ObjectLabels } from './selector.ts';

/** The label of nodes that names their zone: https://kubernetes.io/docs/reference/labels-annotations-taints/#topologykubernetesiozone */
export const zone = 'topology.kubernetes.io/zone';

/** The label of nodes that names each of them: https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetesiohostname */
export const hostname = 'kubernetes.io/hostname';

/** How many of some pods one zone may hold, as hard anti-affinity and hard spread over zones allow. Preferences do not count. */
export function mostInOneZone(zones: number, { labels, replicas: { max } }: PodGroup, placed: Placed): number {
  if (areApart(zone, labels, placed)) return Math.min(1, max);
  const skews = list(placed.topologySpreadConstraints)
    .filter(
      ({ topologyKey, whenUnsatisfiable, labelSelector }) =>
        topologyKey === zone && whenUnsatisfiable === 'DoNotSchedule' && matches(labelSelector, labels),
    )
    .map(({ maxSkew }) => Math.floor((max + (zones - 1) * count(maxSkew, 1)) / zones));
  return Math.min(max, ...skews);
}

/** Whether hard anti-affinity keeps pods with these labels apart, by a label of nodes. */
export function areApart(topologyKey: string, labels: ObjectLabels, { affinity }: Placed): boolean {
  return isIn(affinity?.podAntiAffinity, topologyKey, labels);
}

/** Whether hard affinity keeps pods of the same namespace with pods of these labels, by a label of nodes. */
export function areTogether(topologyKey: string, labels: ObjectLabels, { affinity }: Placed): boolean {
  return isIn(affinity?.podAffinity, topologyKey, labels);
}

function isIn(terms: IPodAffinity | IPodAntiAffinity | undefined, topologyKey: string, labels: ObjectLabels): boolean {
  return list(terms?.requiredDuringSchedulingIgnoredDuringExecution).some(
    (term) => term.topologyKey === topologyKey && matches(term.labelSelector, labels),
  );
}
