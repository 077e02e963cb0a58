import type { Room } from '../../generators/model/knowledge.ts';
import { quantity } from '../../generators/model/quantity.ts';
import type { ClusterView } from '../../generators/model/rule.ts';
import { type Amounts, sum, times } from '../kubernetes/requests.ts';
import { allPods } from './pods.ts';

/**
 * Kept free on each node for what no DaemonSet in git stands for: the cloud's own pods for network, volumes, name
 * resolution and metrics, and those of operators. An allowance, not a measurement.
 */
const system: Amounts = { cpu: 0.3, memory: 512 * 2 ** 20 };

/** A class of nodes: what one of them has left for apps, and how many there may be in a zone. */
interface NodeRoom {
  readonly room: Amounts;
  readonly maxPerZone: number;
}

/** The classes of nodes of a cluster, without what the pods of each node itself take. */
export function nodeRooms(view: ClusterView): readonly NodeRoom[] {
  const daemons = allPods(view).filter(({ built }) => built.resource.kind === 'DaemonSet');
  const reserve = sum([system, ...daemons.map(({ requests }) => requests)]);
  const left = (offered: string, key: string) => Math.max(0, (quantity(offered) ?? 0) - (reserve[key] ?? 0));
  return Object.values(view.cluster.nodes).map(({ cpu, memory, maxPerZone }) => ({
    room: { cpu: left(cpu, 'cpu'), memory: left(memory, 'memory') },
    maxPerZone,
  }));
}

/** What a zone has for apps, with as many nodes as there may be. */
export function roomOf(view: ClusterView): Room {
  const rooms = nodeRooms(view);
  const { cpu = 0, memory = 0 } = sum(rooms.map(({ room, maxPerZone }) => times(room, maxPerZone)));
  return { nodes: rooms.reduce((total, { maxPerZone }) => total + maxPerZone, 0), cpu, memory };
}
