import { labelsOfClass, taintsOf } from '../../generators/model/nodeClasses.ts';
import type { ClusterView } from '../../generators/model/rule.ts';
import type { NodeClass } from '../../generators/model/settings/index.ts';
import { isPlaceholder } from '../kubernetes/placeholder.ts';
import type { PodGroup } from '../kubernetes/podGroup.ts';
import { list } from '../kubernetes/reading.ts';
import type { Amounts } from '../kubernetes/requests.ts';
import { tolerates } from '../kubernetes/tolerates.ts';
import { allPods } from './pods.ts';
import { type NodeRoom, nodeRooms } from './room.ts';

/** What of nodes is counted. */
export const nodeAmounts = ['cpu', 'memory'] as const;

/** Pods that go to the same classes of nodes. */
export interface PlacedPods {
  readonly classes: readonly NodeRoom[];
  readonly pods: readonly PodGroup[];
}

/** The pods that need room, all but those of DaemonSets and those that hold a place, by the classes that take them. */
export function podsByClass(view: ClusterView): readonly PlacedPods[] {
  const all = allPods(view);
  const classes = nodeRooms(view);
  const pods = all.filter(({ built }) => built.resource.kind !== 'DaemonSet' && !isPlaceholder(built));
  const placed = Map.groupBy(pods, (one) =>
    classes
      .filter(({ name, of }) => takes(name, of, one, classes))
      .map(({ name }) => name)
      .join(),
  );
  return [...placed].map(([names, pods]) => ({
    classes: classes.filter(({ name }) => names.split(',').includes(name)),
    pods,
  }));
}

/** Devices among amounts: their names have the domain of who makes them. */
export function devicesIn(amounts: Amounts): readonly string[] {
  return Object.keys(amounts).filter((name) => name.includes('/') && (amounts[name] ?? 0) > 0);
}

/**
 * Whether nodes of a class take pods, by devices, by labels that pods select and taints that they tolerate; labels that no class has,
 * such as that of the zone, are of every node. What operators make of their objects names no class.
 */
function takes(name: string, of: NodeClass, { workload, requests }: PodGroup, all: readonly NodeRoom[]): boolean {
  const labels = labelsOf(name, of);
  const known = new Set(all.flatMap((one) => Object.keys(labelsOf(one.name, one.of))));
  const selected = Object.entries(workload?.pod.nodeSelector ?? {}).filter(([key]) => known.has(key));
  const hard = taintsOf(of).filter(({ effect }) => effect !== 'PreferNoSchedule');
  return (
    devicesIn(requests).every((device) => (requests[device] ?? 0) <= (of.devices?.[device] ?? 0)) &&
    selected.every(([key, value]) => labels[key] === value) &&
    hard.every((taint) => tolerates(list(workload?.pod.tolerations), taint))
  );
}

const labelsOf = (name: string, of: NodeClass): Readonly<Record<string, string>> => ({
  'kubernetes.io/arch': of.architecture ?? 'amd64',
  ...labelsOfClass(name, of),
});
