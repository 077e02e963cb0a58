import type { Resource } from '../../model/resource.ts';
import type { ScaledWorkload } from '../workload/workload.ts';
import { campaignsOf } from './campaigns.ts';
import { horizontalPodAutoscaler } from './horizontalPodAutoscaler.ts';
import type { Scale } from './scale.ts';
import { scaledObject } from './scaledObject.ts';

/**
 * Whether an autoscaler owns the number of pods: wherever there may be more than one, also where both bounds are the
 * same. `replicas` in git cannot be given up: with server-side apply the field goes with its only owner, and the API
 * server sets 1, so that all pods but one end at once. Where it is 1 already nothing happens.
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/#transferring-ownership
 */
export function isScaled({ max }: Pick<Scale, 'max'>): boolean {
  return max > 1;
}

/**
 * The one scaler of a workload: Kubernetes' own while CPU and memory are all it looks at, and no campaign names its app;
 * else KEDA, which makes such an autoscaler itself and must not share the workload with another:
 * https://keda.sh/docs/latest/concepts/scaling-deployments/
 */
export function autoscaler(workload: ScaledWorkload): Resource[] {
  const { scale } = workload;
  if (!isScaled(scale)) return [];
  const external = scale.on.some(({ on }) => on !== 'cpu' && on !== 'memory') || campaignsOf(workload).length > 0;
  return external ? scaledObject(workload) : [horizontalPodAutoscaler(workload)];
}
