import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { IMetricSpec } from 'kubernetes-models/autoscaling/v2/MetricSpec';
import { type Resource, resource } from '../../generators/model/resource.ts';
import { timedConditions } from './conditions.ts';
import { demandedTrouble, healthOf } from './health.ts';
import type { Live, Simulated } from './model.ts';

interface Trigger {
  readonly type: string;
  readonly metricType?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

type ScaledObject = Live<{
  readonly scaleTargetRef?: { readonly apiVersion?: string; readonly kind?: string; readonly name: string };
  readonly minReplicaCount?: number;
  readonly maxReplicaCount?: number;
  readonly triggers?: readonly Trigger[];
  readonly advanced?: {
    readonly horizontalPodAutoscalerConfig?: {
      readonly name?: string;
      readonly behavior?: NonNullable<IHorizontalPodAutoscaler['spec']>['behavior'];
    };
  };
}>;

/**
 * KEDA for a `ScaledObject`, in labs without the real KEDA. It creates the autoscaler, which scales by CPU and memory
 * within its bounds; its other metrics are not served.
 */
export const simulatedScaledObject: Simulated<ScaledObject> = {
  apiVersion: 'keda.sh/v1alpha1',
  kind: 'ScaledObject',
  manager: 'keda',
  finalizers: ['finalizer.keda.sh'],
  makes: (object) => [{ resource: autoscaler(object) }],
  reports: (object, world) => {
    const health = healthOf(object, true);
    if (health === 'progressing') return undefined;
    const { kind = 'Deployment' } = object.spec?.scaleTargetRef ?? {};
    return {
      hpaName: autoscalerName(object),
      scaleTargetKind: `apps/v1.${kind}`,
      conditions: timedConditions(object.status, world.now, [
        health === 'healthy'
          ? {
              type: 'Ready',
              status: 'True',
              reason: 'ScaledObjectReady',
              message: 'ScaledObject is defined correctly and is ready for scaling',
            }
          : { type: 'Ready', status: 'False', reason: 'ScaledObjectCheckFailed', message: demandedTrouble },
        { type: 'Active', status: 'False', reason: 'ScalerNotActive', message: 'Scaling is not performed' },
        { type: 'Fallback', status: 'False', reason: 'NoFallbackFound', message: 'No fallbacks are active' },
      ]).map(({ lastTransitionTime: _, ...condition }) => condition),
    };
  },
};

/** `getHPAName` in `controllers/keda/hpa.go`. */
function autoscalerName({ metadata, spec }: ScaledObject): string {
  return spec?.advanced?.horizontalPodAutoscalerConfig?.name ?? `keda-hpa-${metadata.name}`;
}

function autoscaler(object: ScaledObject): Resource {
  const { metadata, spec } = object;
  const { name, namespace, labels } = metadata;
  return resource<IHorizontalPodAutoscaler>({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: {
      name: autoscalerName(object),
      namespace,
      labels: { ...labels, 'app.kubernetes.io/managed-by': 'keda-operator', 'scaledobject.keda.sh/name': name },
    },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: '', ...spec?.scaleTargetRef },
      minReplicas: Math.max(1, spec?.minReplicaCount ?? 0),
      maxReplicas: spec?.maxReplicaCount ?? 100,
      behavior: spec?.advanced?.horizontalPodAutoscalerConfig?.behavior,
      metrics: (spec?.triggers ?? []).map((trigger, index) => metric(name, trigger, index)),
    },
  });
}

function metric(object: string, { type, metricType, metadata }: Trigger, index: number): IMetricSpec {
  if (type === 'cpu' || type === 'memory') {
    const value = Number(metadata?.value ?? 0);
    return { type: 'Resource', resource: { name: type, target: { type: 'Utilization', averageUtilization: value } } };
  }
  const selector = { matchLabels: { 'scaledobject.keda.sh/name': object } };
  const quantity = metadata?.value ?? metadata?.threshold ?? metadata?.lagThreshold ?? '1';
  const target =
    metricType === 'Value' ? { type: 'Value', value: quantity } : { type: 'AverageValue', averageValue: quantity };
  return { type: 'External', external: { metric: { name: `s${index}-${type}`, selector }, target } };
}
