import { labelsOfClass, taintsOf } from '../../generators/model/nodeClasses.ts';
import { quantity } from '../../generators/model/quantity.ts';
import type { ClusterView } from '../../generators/model/rule.ts';
import type { NodeClass } from '../../generators/model/settings/index.ts';
import { isPlaceholder } from '../kubernetes/placeholder.ts';
import type { PodGroup } from '../kubernetes/podGroup.ts';
import { list } from '../kubernetes/reading.ts';
import { type Amounts, sum, times } from '../kubernetes/requests.ts';
import { tolerates } from '../kubernetes/tolerates.ts';
import { allPods } from './pods.ts';

/**
 * Kept free on each node for what no DaemonSet in git stands for: the cloud's own pods for network, volumes, name
 * resolution and metrics, and those of operators. An allowance, not a measurement.
 */
const system: Amounts = { cpu: 0.3, memory: 512 * 2 ** 20 };

/** What of nodes is counted. */
export const nodeAmounts = ['cpu', 'memory'] as const;

/** A class of nodes, and what one node has left for apps. */
export interface ClassRoom {
  readonly name: string;
  readonly of: NodeClass;
  readonly room: Amounts;
}

/** Pods that go to the same classes of nodes. */
export interface Placed {
  readonly classes: readonly ClassRoom[];
  readonly pods: readonly PodGroup[];
}

/** The pods that need room, all but those of DaemonSets and those that hold a place, by the classes that take them. */
export function podsByClass(view: ClusterView): readonly Placed[] {
  const all = allPods(view);
  const daemons = all.filter(({ built }) => built.resource.kind === 'DaemonSet');
  const reserve = sum([system, ...daemons.map(({ requests }) => requests)]);
  const classes = Object.entries(view.cluster.nodes).map(([name, of]) => ({ name, of, room: roomOf(of, reserve) }));
  const pods = all.filter((one) => !daemons.includes(one) && !isPlaceholder(one.built));
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

/** What all nodes of some classes have left that may exist in so many zones. */
export function capacityIn(classes: readonly ClassRoom[], zones: number): Amounts {
  return sum(classes.map(({ of, room }) => times(room, of.maxPerZone * zones)));
}

/**
 * Whether nodes of a class take pods, by labels that pods select and taints that they tolerate; labels that no class has,
 * such as that of the zone, are of every node. What operators make of their objects names no class.
 */
function takes(name: string, of: NodeClass, { workload }: PodGroup, all: readonly ClassRoom[]): boolean {
  const labels = labelsOf(name, of);
  const known = new Set(all.flatMap((one) => Object.keys(labelsOf(one.name, one.of))));
  const selected = Object.entries(workload?.pod.nodeSelector ?? {}).filter(([key]) => known.has(key));
  const hard = taintsOf(of).filter(({ effect }) => effect !== 'PreferNoSchedule');
  return (
    selected.every(([key, value]) => labels[key] === value) &&
    hard.every((taint) => tolerates(list(workload?.pod.tolerations), taint))
  );
}

const labelsOf = (name: string, of: NodeClass): Readonly<Record<string, string>> => ({
  'kubernetes.io/arch': of.architecture ?? 'amd64',
  ...labelsOfClass(name, of),
});

function roomOf({ cpu, memory }: NodeClass, reserve: Amounts): Amounts {
  return {
    cpu: Math.max(0, (quantity(cpu) ?? 0) - (reserve.cpu ?? 0)),
    memory: Math.max(0, (quantity(memory) ?? 0) - (reserve.memory ?? 0)),
  };
}
