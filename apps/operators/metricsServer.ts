import { allServe } from '../../generators/blocks/operators/leader.ts';
import { operator } from '../../generators/blocks/operators/operator.ts';
import { oneAtATime, replicas, resources, spreadOverZones } from '../../generators/blocks/operators/pods.ts';
import { here } from '../../generators/blocks/source.ts';

const name = 'metrics-server';
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
    replicas: replicas(inputs),
    podDisruptionBudget: { enabled: true, ...oneAtATime },
    resources: resources('100m', '256Mi'),
    topologySpreadConstraints: spreadOverZones(name),
  }),
});
