import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { type Resource, resource } from '../../model/resource.ts';
import { selectorOf } from '../labels.ts';
import type { Workload } from '../spec.ts';

/**
 * Lets one pod at a time go in a drain, however many there are: a budget in `maxUnavailable` never blocks a drain as
 * `minAvailable` does once it equals the number of pods. Pods that are broken anyway never hold a node:
 * https://kubernetes.io/docs/tasks/run-application/configure-pdb/#unhealthy-pod-eviction-policy
 */
export function disruptionBudget({ app, labels }: Pick<Workload, 'app' | 'labels'>): Resource {
  return resource<IPodDisruptionBudget>({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: app.name, namespace: app.tier, labels },
    spec: {
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: selectorOf(app.name) },
    },
  });
}
