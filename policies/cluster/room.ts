import type { Room } from '../../generators/model/knowledge.ts';
import { quantity } from '../../generators/model/quantity.ts';
import type { ClusterView } from '../../generators/model/rule.ts';
import type { NodeClass } from '../../generators/model/settings/index.ts';
import { type Amounts, sum, times } from '../kubernetes/requests.ts';
import { allPods } from './pods.ts';

/**
 * Kept free on each node for what no DaemonSet in git stands for: the cloud's own pods for network, volumes, name
 * resolution and metrics, and those of operators. An allowance, not a measurement.
 */
const system: Amounts = { cpu: 0.3, memory: 512 * 2 ** 20 };

/** A class of nodes, and what one of them has left for apps. */
export interface NodeRoom {
  readonly name: string;
  readonly of: NodeClass;
  readonly room: Amounts;
}

/** The classes of nodes of a cluster, without what the pods of each node itself take. */
export function nodeRooms(view: ClusterView): readonly NodeRoom[] {
  const daemons = allPods(view).filter(({ built }) => built.resource.kind === 'DaemonSet');
  const reserve = sum([system, ...daemons.map(({ requests }) => requests)]);
  const left = (offered: string, key: string) => Math.max(0, (quantity(offered) ?? 0) - (reserve[key] ?? 0));
  return Object.entries(view.cluster.nodes).map(([name, of]) => ({
    name,
    of,
    room: { ...of.devices, cpu: left(of.cpu, 'cpu'), memory: left(of.memory, 'memory') },
  }));
}

/** What a zone has for apps, with as many nodes as there may be. */
export function roomOf(view: ClusterView): Room {
  const rooms = nodeRooms(view);
  const { cpu = 0, memory = 0 } = capacityIn(rooms, 1);
  return { nodes: rooms.reduce((total, { of }) => total + of.maxPerZone, 0), cpu, memory };
}

/** What all nodes of some classes have left that may exist in so many zones. */
export function capacityIn(rooms: readonly NodeRoom[], zones: number): Amounts {
  return sum(rooms.map(({ of, room }) => times(room, of.maxPerZone * zones)));
}
