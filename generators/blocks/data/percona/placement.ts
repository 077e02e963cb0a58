import type { IAffinity } from 'kubernetes-models/v1/Affinity';
import type { ITopologySpreadConstraint } from 'kubernetes-models/v1/TopologySpreadConstraint';
import type { ClusterFacts } from '../../../model/inputs.ts';
import { requireZones } from '../shared/zonePlacement.ts';

const zoneLabel = 'topology.kubernetes.io/zone';
const hostLabel = 'kubernetes.io/hostname';

type Labels = Readonly<Record<string, string>>;

/** Where the pods of one component may run, as both Percona operators take it. */
export interface Placement {
  readonly affinity: { readonly antiAffinityTopologyKey: 'none' } | { readonly advanced: IAffinity };
  readonly topologySpreadConstraints?: ITopologySpreadConstraint[];
}

/** Proxies and routers, which keep nothing: one for each zone, three at most. */
export function proxyCount({ zones }: ClusterFacts): number {
  return Math.min(zones.length, 3);
}

/**
 * Members apart by zone. With two zones they lie as evenly as they can, though no two zones hold a majority of three
 * whichever is lost. `advanced` takes the place of the operators' own anti-affinity:
 * https://docs.percona.com/percona-operator-for-mongodb/constraints.html
 */
export function memberPlacement(cluster: ClusterFacts, members: number, labels: Labels): Placement {
  const affinity = { advanced: requireZones(cluster, members, { ...labels }) };
  if (cluster.zones.length === 1 || cluster.zones.length >= members) return { affinity };
  return { affinity, topologySpreadConstraints: [evenlyOverZones(labels)] };
}

/** Proxies evenly over zones, and over hosts where that is possible. A lost zone's share starts in the others. */
export function proxyPlacement(labels: Labels): Placement {
  return {
    affinity: { antiAffinityTopologyKey: 'none' },
    topologySpreadConstraints: [
      evenlyOverZones(labels),
      {
        labelSelector: { matchLabels: { ...labels } },
        maxSkew: 1,
        topologyKey: hostLabel,
        whenUnsatisfiable: 'ScheduleAnyway',
      },
    ],
  };
}

function evenlyOverZones(labels: Labels): ITopologySpreadConstraint {
  return {
    labelSelector: { matchLabels: { ...labels } },
    maxSkew: 1,
    topologyKey: zoneLabel,
    whenUnsatisfiable: 'DoNotSchedule',
    nodeTaintsPolicy: 'Honor',
  };
}
