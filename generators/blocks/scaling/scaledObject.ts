import type { IScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import { measuresAnnotations } from '../../model/measures.ts';
import { type Resource, resource } from '../../model/resource.ts';
import { takesOverAutoscaler } from '../../upstream/keda.ts';
import type { ScaledWorkload } from '../workload/workload.ts';
import { calendarTrigger } from './calendarTrigger.ts';
import { campaignsOf, campaignTrigger } from './campaigns.ts';
import { listAuthentications, listTrigger } from './listTrigger.ts';
import { queueAuthentications, queueTrigger } from './queue.ts';
import { queryTrigger, requestAuthentications, requestTrigger } from './requestTrigger.ts';
import { behavior, type Metric } from './scale.ts';
import type { Trigger } from './trigger.ts';

/**
 * ScaledObject: scales on what waits, on numbers of Prometheus and on the clock as well as on CPU and memory. When the source of a metric has
 * failed three times, the workload has at least the middle of its range until the source is back: enough for an
 * ordinary day, and more where more are running. The outage of a monitoring system is never an outage of the app.
 * Its autoscaler has the name that Kubernetes' own would have, and is taken over where that is there: the metrics of an
 * app can change at any time, and no moment has two autoscalers.
 * Fields: https://keda.sh/docs/latest/reference/scaledobject-spec/
 */
export function scaledObject(workload: ScaledWorkload): Resource[] {
  const { pods, scale } = workload;
  const metadata = { name: pods.name, namespace: pods.namespace, labels: pods.labels };
  const others = scale.on.flatMap((metric) =>
    metric.on === 'query' && metric.of ? [{ namespace: metric.of.tier, service: metric.of.name }] : [],
  );
  return [
    resource<IScaledObject>({
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata: { ...metadata, annotations: { [takesOverAutoscaler]: 'true', ...measuresAnnotations(others) } },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: pods.name },
        minReplicaCount: scale.min,
        maxReplicaCount: scale.max,
        pollingInterval: 15,
        cooldownPeriod: 300,
        fallback: {
          failureThreshold: 3,
          replicas: Math.ceil((scale.min + scale.max) / 2),
          behavior: 'currentReplicasIfHigher',
        },
        advanced: { horizontalPodAutoscalerConfig: { name: pods.name, behavior } },
        triggers: [
          ...scale.on.map((metric) => trigger(metric, workload)),
          ...campaignsOf(workload).map(campaignTrigger),
        ],
      },
    }),
    ...queueAuthentications(workload),
    ...listAuthentications(workload),
    ...requestAuthentications(workload),
  ];
}

function trigger(metric: Metric, workload: ScaledWorkload): Trigger {
  switch (metric.on) {
    case 'cpu':
    case 'memory':
      return { type: metric.on, metricType: 'Utilization', metadata: { value: String(metric.utilization) } };
    case 'requests':
      return requestTrigger(metric.perSecond, workload);
    case 'queue':
      return queueTrigger(metric, workload);
    case 'list':
      return listTrigger(metric, workload);
    case 'query':
      return queryTrigger(metric, workload);
    case 'calendar':
      return calendarTrigger(metric);
  }
}
