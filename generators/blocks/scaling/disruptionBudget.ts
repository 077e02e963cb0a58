import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { type Resource, resource } from '../../model/resource.ts';
import type { Pods } from '../workload/pods.ts';

/**
 * Disruption budget: a drain evicts one pod at a time, however many there are. `maxUnavailable` never blocks a drain,
 * as `minAvailable` does once it equals the number of pods. Pods that are not healthy are evicted at once:
 * https://kubernetes.io/docs/tasks/run-application/configure-pdb/#unhealthy-pod-eviction-policy
 */
export function disruptionBudget({ name, namespace, labels, selector }: Pods): Resource {
  return resource<IPodDisruptionBudget>({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, namespace, labels },
    spec: {
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: { ...selector } },
    },
  });
}
