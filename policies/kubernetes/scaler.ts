import type { IScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { Built, ClusterView } from '../../generators/model/rule.ts';
import { once } from './once.ts';
import { count } from './reading.ts';
import type { Workload } from './workload.ts';

/** What decides how many pods a workload has. */
export interface Scaler {
  readonly built: Built;
  readonly namespace: string;
  readonly target: { readonly kind: string; readonly name: string };
  readonly min: number;
  readonly max: number;
  /** Fields that hold the two. */
  readonly fields: { readonly min: string; readonly max: string };
}

/** Every HorizontalPodAutoscaler and ScaledObject, with upstream's defaults. */
export const scalersOf = once((view): readonly Scaler[] => [
  ...view.ofKind('HorizontalPodAutoscaler', 'autoscaling').map(ofHpa),
  ...view.ofKind('ScaledObject', 'keda.sh').map(ofScaledObject),
]);

/** The scalers of one workload: at most one, if the rules hold. */
export function scalersFor(view: ClusterView, { kind, namespace, name }: Workload): readonly Scaler[] {
  return byTarget(view).get(`${kind}/${namespace}/${name}`) ?? [];
}

const byTarget = once((view) =>
  Map.groupBy(scalersOf(view), ({ namespace, target }) => `${target.kind}/${namespace}/${target.name}`),
);

function ofHpa(built: Built): Scaler {
  const spec = built.resource.spec as Partial<NonNullable<IHorizontalPodAutoscaler['spec']>> | undefined;
  return {
    built,
    namespace: built.resource.metadata.namespace ?? '',
    target: { kind: spec?.scaleTargetRef?.kind ?? '', name: spec?.scaleTargetRef?.name ?? '' },
    min: count(spec?.minReplicas, 1),
    max: count(spec?.maxReplicas, 1),
    fields: { min: 'spec.minReplicas', max: 'spec.maxReplicas' },
  };
}

/** Defaults: https://keda.sh/docs/latest/reference/scaledobject-spec/ */
function ofScaledObject(built: Built): Scaler {
  const spec = built.resource.spec as Partial<NonNullable<IScaledObject['spec']>> | undefined;
  return {
    built,
    namespace: built.resource.metadata.namespace ?? '',
    target: { kind: spec?.scaleTargetRef?.kind ?? 'Deployment', name: spec?.scaleTargetRef?.name ?? '' },
    min: count(spec?.minReplicaCount, 0),
    max: count(spec?.maxReplicaCount, 100),
    fields: { min: 'spec.minReplicaCount', max: 'spec.maxReplicaCount' },
  };
}
