import { byDigest } from '../../generators/blocks/operators/byDigest.ts';
import { allServe } from '../../generators/blocks/operators/leader.ts';
import { operator } from '../../generators/blocks/operators/operator.ts';
import { oneAtATime, replicas, resources, spreadOverZones } from '../../generators/blocks/operators/pods.ts';
import { here } from '../../generators/blocks/source.ts';

const name = 'metrics-server';

/**
 * Image of chart 3.13.1. Digest as in https://github.com/unif-code/engineering-platform-gitops (`pcs/candidate-2.md`)
 * and https://github.com/unkeyed/unkey, which lists the images of minikube 1.38.1.
 */
const image = 'v0.8.1@sha256:b2d2efaf5ac3b366ed0f839d2412a2c4279d4fc2a2a733f12c52133faed36c41';

const autoscalers = new Set(['HorizontalPodAutoscaler', 'ScaledObject']);

/**
 * metrics-server: CPU and memory of pods, for autoscalers. Most clouds run it themselves, which the cluster's
 * `provided` lists. Its pods have no leader; without it autoscalers keep the present number of pods. Values:
 * `charts/metrics-server/values.yaml` of https://github.com/kubernetes-sigs/metrics-server
 */
export const metricsServerOperator = operator({
  name,
  source: here(import.meta),
  namespace: 'kube-system',
  groups: [],
  crds: 'none',
  leaders: { [name]: allServe },
  serves: ({ kind }, { provided }) => autoscalers.has(kind) && !provided.includes(name),
  values: (inputs) => ({
    image: byDigest(inputs, '3.13.1', image),
    replicas: replicas(inputs),
    podDisruptionBudget: { enabled: true, ...oneAtATime },
    resources: resources('100m', '256Mi'),
    topologySpreadConstraints: spreadOverZones(name),
  }),
});
