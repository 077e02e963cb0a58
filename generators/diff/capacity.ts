import { isDeepStrictEqual } from 'node:util';
import type { Capacity, Knowledge } from '../model/knowledge.ts';
import type { ClusterPair } from './clusterPairs.ts';

/** What a cluster's pods and volumes ask for, before and after. */
export interface CapacityChange {
  /** `environment/cluster`. */
  readonly cluster: string;
  readonly cloud: string;
  readonly zones: number;
  readonly before: Capacity;
  readonly after: Capacity;
}

const nothing: Capacity = {
  least: { pods: 0, cpu: 0, memory: 0 },
  most: { pods: 0, cpu: 0, memory: 0 },
  storage: 0,
};

/** The clusters that ask for another amount than before. */
export function capacityChanges(pairs: readonly ClusterPair[], { capacityOf }: Knowledge): readonly CapacityChange[] {
  return pairs.flatMap(({ before, after }) => {
    const [was, is] = [before ? capacityOf(before) : nothing, capacityOf(after)];
    if (isDeepStrictEqual(was, is)) return [];
    const { environment, cluster } = after;
    const { cloud, zones } = cluster;
    return [{ cluster: `${environment}/${cluster.name}`, cloud, zones: zones.length, before: was, after: is }];
  });
}
