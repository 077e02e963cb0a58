import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { type Resource, resource } from '../../../generators/model/resource.ts';
import type { LabelMap } from '../model.ts';
import { type BudgetSpec, type Identity, makeBudget } from '../parts.ts';

type DeploymentSpec = NonNullable<IDeployment['spec']>;
type ScalerSpec = NonNullable<IHorizontalPodAutoscaler['spec']>;

interface ScaledPods extends Identity {
  /** Labels that select its pods. */
  readonly selector: LabelMap;
  readonly podLabels: LabelMap;
  readonly pod: IPodSpec;
  readonly strategy?: DeploymentSpec['strategy'];
  /** Without an autoscaler. */
  readonly replicas?: number | undefined;
  readonly scaler?: Omit<ScalerSpec, 'scaleTargetRef'> | undefined;
  readonly budget?: BudgetSpec | undefined;
}

/** A Deployment, with the autoscaler and the budget of its pods. */
export function makeScaled(pods: ScaledPods): Resource[] {
  const { name, namespace, labels, selector, podLabels, pod, strategy, replicas, scaler, budget } = pods;
  return [
    resource<IDeployment>({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace, labels },
      spec: {
        ...(scaler === undefined && { replicas: replicas ?? 1 }),
        selector: { matchLabels: selector },
        ...(strategy && { strategy }),
        template: { metadata: { labels: { ...podLabels, ...selector } }, spec: pod },
      },
    }),
    ...(scaler
      ? [
          resource<IHorizontalPodAutoscaler>({
            apiVersion: 'autoscaling/v2',
            kind: 'HorizontalPodAutoscaler',
            metadata: { name, namespace, labels },
            spec: { ...scaler, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name } },
          }),
        ]
      : []),
    ...(budget ? [makeBudget({ name, namespace, labels }, selector, budget)] : []),
  ];
}
