import { isDeepStrictEqual } from 'node:util';
import type { Capacity, Knowledge, PodRequests } from '../model/knowledge.ts';
import type { PricesSettings } from '../model/settings/index.ts';
import type { ClusterPair } from './clusterPairs.ts';
import { costOf, type MonthlyCost } from './cost.ts';

/** What pods and volumes ask for, and what that costs where the team says what a cloud costs. */
export interface Demand extends Capacity {
  readonly cost?: MonthlyCost;
}

/** What a cluster's pods and volumes ask for, before and after. */
export interface CapacityChange {
  /** `environment/cluster`. */
  readonly cluster: string;
  readonly cloud: string;
  readonly zones: number;
  readonly before: Demand;
  readonly after: Demand;
}

const none: PodRequests = { pods: 0, cpu: 0, memory: 0 };
const nothing: Capacity = { least: none, most: none, zone: none, storage: 0 };

/** The clusters that ask for another amount than before. */
export function capacityChanges(
  pairs: readonly ClusterPair[],
  { capacityOf }: Knowledge,
  prices?: PricesSettings,
): readonly CapacityChange[] {
  return pairs.flatMap(({ before, after }) => {
    const [was, is] = [before ? capacityOf(before) : nothing, capacityOf(after)];
    if (isDeepStrictEqual(was, is)) return [];
    const { environment, cluster } = after;
    const { cloud, zones } = cluster;
    const demand = (capacity: Capacity): Demand => {
      const cost = costOf(capacity, cloud, prices);
      return { ...capacity, ...(cost && { cost }) };
    };
    const name = `${environment}/${cluster.name}`;
    return [{ cluster: name, cloud, zones: zones.length, before: demand(was), after: demand(is) }];
  });
}

/** The sum over some clusters, of one side: without one zone, which they do not share, and with a cost if all have one. */
export function sumOf(demands: readonly Demand[]): Demand {
  const amounts = (which: 'least' | 'most') => ({
    pods: sum(demands.map((one) => one[which].pods)),
    cpu: sum(demands.map((one) => one[which].cpu)),
    memory: sum(demands.map((one) => one[which].memory)),
  });
  const costs = demands.flatMap(({ cost }) => cost ?? []);
  const cost = { least: sum(costs.map(({ least }) => least)), most: sum(costs.map(({ most }) => most)) };
  return {
    least: amounts('least'),
    most: amounts('most'),
    zone: none,
    storage: sum(demands.map(({ storage }) => storage)),
    ...(costs.length === demands.length && { cost }),
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
