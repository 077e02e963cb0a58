import type { ClusterFacts } from '../../../model/inputs.ts';
import type { Rack } from './types.ts';

/**
 * Racks: one for each zone, named after it and bound to its nodes. Cassandra puts the copies of a row into different
 * racks, so from three zones on a zone holds at most one copy of each row. Zones may be appended to the list; never
 * remove or reorder them.
 * https://cassandra.apache.org/doc/latest/cassandra/architecture/dynamo.html#network-topology-strategy
 */
export function racks({ zones }: ClusterFacts): Rack[] {
  return zones.map((zone) => ({ name: zone, nodeAffinityLabels: { 'topology.kubernetes.io/zone': zone } }));
}

/** Number of nodes, the same in every zone. */
export function nodeCount({ zones }: ClusterFacts, nodesPerZone: number): number {
  return zones.length * nodesPerZone;
}

/**
 * Number of copies of each row: three, or one for each node where there are fewer. If each copy is in a zone of its
 * own, a majority of three survives the loss of any one zone.
 */
export function copies(cluster: ClusterFacts, nodesPerZone: number): number {
  return Math.min(nodeCount(cluster, nodesPerZone), 3);
}

/** Whether Reaper compares copies and repairs them: a single copy of each row has nothing to be compared with. */
export function isRepaired(cluster: ClusterFacts, nodesPerZone: number): boolean {
  return copies(cluster, nodesPerZone) > 1;
}
