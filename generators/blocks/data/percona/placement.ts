import type { IAffinity } from 'kubernetes-models/v1/Affinity';
import type { ITopologySpreadConstraint } from 'kubernetes-models/v1/TopologySpreadConstraint';
import type { ClusterFacts } from '../../../model/inputs.ts';
import { requireZones } from '../shared/zonePlacement.ts';

const zoneLabel = 'topology.kubernetes.io/zone';
const hostLabel = 'kubernetes.io/hostname';

type Labels = Readonly<Record<string, string>>;

/** Scheduling rules of one component's pods, in the form that both Percona custom resources take. */
export interface Placement {
  readonly affinity: { readonly antiAffinityTopologyKey: 'none' } | { readonly advanced: IAffinity };
  readonly topologySpreadConstraints?: ITopologySpreadConstraint[];
}

/** Number of proxies or routers, which store nothing: one for each zone, at most three. */
export function proxyCount({ zones }: ClusterFacts): number {
  return Math.min(zones.length, 3);
}

/**
 * Placement of members: no two in one zone. With two zones, members spread as evenly as possible; the loss of the zone
 * with two of three members still loses the majority. `advanced` replaces the operators' own anti-affinity:
 * https://docs.percona.com/percona-operator-for-mongodb/constraints.html
 */
export function memberPlacement(cluster: ClusterFacts, members: number, labels: Labels): Placement {
  const affinity = { advanced: requireZones(cluster, members, { ...labels }) };
  if (cluster.zones.length === 1 || cluster.zones.length >= members) return { affinity };
  return { affinity, topologySpreadConstraints: [evenlyOverZones(labels)] };
}

/**
 * Placement of proxies: evenly over zones, and over hosts where possible. When a zone is lost, its proxies start in the
 * other zones.
 */
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
