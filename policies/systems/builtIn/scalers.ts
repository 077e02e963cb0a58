import type { Built, ClusterView } from '../../../generators/model/rule.ts';
import { once } from '../../kubernetes/once.ts';
import { type Scaler, scaler } from '../../kubernetes/scaler.ts';
import type { Workload } from '../../kubernetes/workload.ts';
import { scaledObjectScaler } from '../keda.ts';

/** Every HorizontalPodAutoscaler and ScaledObject, with upstream's defaults. */
export const scalersOf = once((view): readonly Scaler[] => [
  ...view.ofKind('HorizontalPodAutoscaler', 'autoscaling').map(horizontalScaler),
  ...view.ofKind('ScaledObject', 'keda.sh').map(scaledObjectScaler),
]);

/** The scalers of one workload: at most one, if the rules hold. */
export function scalersFor(view: ClusterView, { kind, namespace, name }: Workload): readonly Scaler[] {
  return byTarget(view).get(`${kind}/${namespace}/${name}`) ?? [];
}

const byTarget = once((view) =>
  Map.groupBy(scalersOf(view), ({ namespace, target }) => `${target.kind}/${namespace}/${target.name}`),
);

/** https://kubernetes.io/docs/reference/kubernetes-api/autoscaling/horizontal-pod-autoscaler-v2/ */
function horizontalScaler(built: Built): Scaler {
  return scaler(built, { kind: '', min: ['minReplicas', 1], max: ['maxReplicas', 1] });
}
