import type { ClusterFacts } from '../../../model/inputs.ts';
import type { Rack } from './types.ts';

/**
 * A rack for each zone, bound to its nodes and called after it: Cassandra puts the copies of a row into different racks,
 * so that a zone holds one copy of each row. Zones may be added at the end; none is ever taken away or moved.
 * https://cassandra.apache.org/doc/latest/cassandra/architecture/dynamo.html#network-topology-strategy
 */
export function racks({ zones }: ClusterFacts): Rack[] {
  return zones.map((zone) => ({ name: zone, nodeAffinityLabels: { 'topology.kubernetes.io/zone': zone } }));
}

/** How many nodes there are, evenly over the zones. */
export function nodeCount({ zones }: ClusterFacts, nodesPerZone: number): number {
  return zones.length * nodesPerZone;
}

/**
 * How many copies there are of each row: three wherever there are as many nodes. A majority of three outlives the loss
 * of any one zone when each copy is in a zone of its own.
 */
export function copies(cluster: ClusterFacts, nodesPerZone: number): number {
  return Math.min(nodeCount(cluster, nodesPerZone), 3);
}

/** Whether copies are compared and mended: with one copy of each row there is nothing to compare it with. */
export function isRepaired(cluster: ClusterFacts, nodesPerZone: number): boolean {
  return copies(cluster, nodesPerZone) > 1;
}
