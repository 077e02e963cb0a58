import type { ITopologySpreadConstraint } from 'kubernetes-models/v1/TopologySpreadConstraint';
import { selectorOf } from '../labels.ts';

/**
 * Topology spread constraints: pods lie evenly over zones, and over hosts where that is possible.
 *
 * The zone constraint is hard, so that losing a zone loses at most its share. It still schedules with a zone down:
 * `nodeTaintsPolicy: Honor` leaves the tainted nodes of a lost zone out of the count, and there is no `minDomains`,
 * which would keep replacements pending until the zone is back. `matchLabelKeys` counts one revision at a time, so a
 * roll-out is not held back by the pods it replaces.
 * Fields: https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export function spread(app: string, revisionLabel: string): ITopologySpreadConstraint[] {
  return spreadOf(selectorOf(app), revisionLabel);
}

/** Spread constraints for pods with labels of their own, such as those that an operator creates. */
export function spreadOf(
  matchLabels: Readonly<Record<string, string>>,
  revisionLabel: string,
): ITopologySpreadConstraint[] {
  const common = {
    maxSkew: 1,
    labelSelector: { matchLabels: { ...matchLabels } },
    matchLabelKeys: [revisionLabel],
  };
  return [
    {
      ...common,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'DoNotSchedule',
      nodeTaintsPolicy: 'Honor',
    },
    { ...common, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' },
  ];
}
