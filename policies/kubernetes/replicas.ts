import type { ClusterView } from '../../generators/model/rule.ts';
import { at, count } from './reading.ts';
import { scalersFor } from './scaler.ts';
import type { Workload } from './workload.ts';

/** How many pods a workload has. */
export interface Replicas {
  readonly min: number;
  readonly max: number;
  /** Pods that a roll-out adds at most, at the greatest number. */
  readonly surge: number;
}

/** How many pods a workload may have in this cluster; where two scalers fight, the widest range. */
export function replicasOf(view: ClusterView, workload: Workload): Replicas {
  const { built, kind } = workload;
  const { spec } = built.resource;
  switch (kind) {
    case 'DaemonSet': {
      const nodes = nodesOf(view);
      return {
        min: nodes,
        max: nodes,
        surge: share(at(spec, ['updateStrategy', 'rollingUpdate', 'maxSurge']), 0, nodes),
      };
    }
    case 'Job':
      return fixed(count(at(spec, ['parallelism']), 1));
    case 'CronJob':
      return fixed(count(at(spec, ['jobTemplate', 'spec', 'parallelism']), 1));
    case 'Pod':
      return fixed(1);
  }
  const scalers = scalersFor(view, workload);
  const replicas = count(at(spec, ['replicas']), 1);
  const min = scalers.length > 0 ? Math.min(...scalers.map((scaler) => scaler.min)) : replicas;
  const max = scalers.length > 0 ? Math.max(...scalers.map((scaler) => scaler.max)) : replicas;
  if (kind !== 'Deployment' || at(spec, ['strategy', 'type']) === 'Recreate') return { min, max, surge: 0 };
  return { min, max, surge: share(at(spec, ['strategy', 'rollingUpdate', 'maxSurge']), '25%', max) };
}

/** Most nodes that the cluster may have, over all classes and zones. */
export function nodesOf({ cluster }: ClusterView): number {
  return Object.values(cluster.nodes).reduce((sum, { maxPerZone }) => sum + maxPerZone * cluster.zones.length, 0);
}

/**
 * A number or a percentage of a whole, as roll-outs and budgets take it.
 * @param value `2` or `25%`
 * @param otherwise the API server's default
 */
export function share(value: unknown, otherwise: number | string, whole: number, round = Math.ceil): number {
  const given = value ?? otherwise;
  const percent = typeof given === 'string' ? /^(\d{1,3})%$/.exec(given) : null;
  return percent ? round((Number(percent[1]) * whole) / 100) : count(given, 0);
}

function fixed(pods: number): Replicas {
  return { min: pods, max: pods, surge: 0 };
}
