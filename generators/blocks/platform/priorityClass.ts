import type { IPriorityClass } from 'kubernetes-models/scheduling.k8s.io/v1/PriorityClass';
import { type Resource, resource } from '../../model/resource.ts';
import { type Priority, priorityClassName } from '../priority.ts';
import type { Shared } from './clusterApp.ts';

/**
 * A class of pods for the scheduler. The API server refuses to change `value` and `preemptionPolicy` of an existing
 * class: another rank needs another name.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
 */
export function priorityClass(priority: Priority, { inputs, labels }: Shared): Resource {
  return resource<IPriorityClass>({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name: priorityClassName(inputs.fleet.name, priority), labels },
    value: priority.value,
    preemptionPolicy: priority.preempts ? 'PreemptLowerPriority' : 'Never',
    description: priority.description,
  });
}
