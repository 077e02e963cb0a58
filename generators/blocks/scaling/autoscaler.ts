import type { Resource } from '../../model/resource.ts';
import type { ScaledWorkload } from '../workload/workload.ts';
import { horizontalPodAutoscaler } from './horizontalPodAutoscaler.ts';
import type { Scale } from './scale.ts';
import { scaledObject } from './scaledObject.ts';

/** Whether an autoscaler owns the number of pods. */
export function isScaled({ min, max }: Pick<Scale, 'min' | 'max'>): boolean {
  return max > min;
}

/**
 * The one scaler of a workload: Kubernetes' own while CPU and memory are all it looks at; else KEDA, which makes such
 * an autoscaler itself and must not share the workload with another:
 * https://keda.sh/docs/latest/concepts/scaling-deployments/
 */
export function autoscaler(workload: ScaledWorkload): Resource[] {
  const { scale } = workload;
  if (!isScaled(scale)) return [];
  const external = scale.on.some(({ on }) => on === 'requests' || on === 'queue');
  return external ? scaledObject(workload) : [horizontalPodAutoscaler(workload)];
}
