import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { IMetricSpec } from 'kubernetes-models/autoscaling/v2/MetricSpec';
import { type Resource, resource } from '../../model/resource.ts';
import type { ScaledWorkload } from '../workload/workload.ts';
import { behavior, type Metric } from './scale.ts';

/**
 * HorizontalPodAutoscaler on CPU and memory, as the metrics server reports them. The largest proposal of all metrics
 * wins.
 */
export function horizontalPodAutoscaler({ pods, scale }: ScaledWorkload): Resource {
  return resource<IHorizontalPodAutoscaler>({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: pods.name, namespace: pods.namespace, labels: pods.labels },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: pods.name },
      minReplicas: scale.min,
      maxReplicas: scale.max,
      metrics: scale.on.flatMap(resourceMetric),
      behavior,
    },
  });
}

function resourceMetric(metric: Metric): IMetricSpec[] {
  if (metric.on !== 'cpu' && metric.on !== 'memory') return [];
  const target = { type: 'Utilization', averageUtilization: metric.utilization };
  return [{ type: 'Resource', resource: { name: metric.on, target } }];
}
