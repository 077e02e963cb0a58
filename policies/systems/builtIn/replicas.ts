import type { ClusterView } from '../../../generators/model/rule.ts';
import { fixed, type Replicas, rolling } from '../../kubernetes/podGroup.ts';
import { at, count } from '../../kubernetes/reading.ts';
import { share } from '../../kubernetes/share.ts';
import type { Workload } from '../../kubernetes/workload.ts';
import { scalersFor } from './scalers.ts';

/** How many pods a workload may have in this cluster; where two scalers fight, the widest range. */
export function replicasOf(view: ClusterView, workload: Workload): Replicas {
  const { built, kind } = workload;
  const { spec } = built.resource;
  switch (kind) {
    case 'DaemonSet': {
      const nodes = mostNodes(view);
      const surge = share(at(spec, ['updateStrategy', 'rollingUpdate', 'maxSurge']), 0, nodes);
      return rolling({ min: nodes, max: nodes, surge }, workload.pod, count(at(spec, ['minReadySeconds']), 0));
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
  if (kind !== 'Deployment' || at(spec, ['strategy', 'type']) === 'Recreate') return { ...fixed(max), min };
  const surge = share(at(spec, ['strategy', 'rollingUpdate', 'maxSurge']), '25%', max);
  return rolling({ min, max, surge }, workload.pod, count(at(spec, ['minReadySeconds']), 0));
}

/** Most nodes that the cluster may have, over all classes and zones. */
function mostNodes({ cluster }: ClusterView): number {
  return Object.values(cluster.nodes).reduce((sum, { maxPerZone }) => sum + maxPerZone * cluster.zones.length, 0);
}
