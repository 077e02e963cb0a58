import type { IPriorityClass } from 'kubernetes-models/scheduling.k8s.io/v1/PriorityClass';
import { type Resource, resource } from '../../model/resource.ts';
import type { Priority } from '../spec.ts';
import { priorityClassName } from '../workload/pod.ts';
import type { Shared } from './clusterApp.ts';

/** How a class ranks. Pods without any class count as 0. */
export interface Rank {
  readonly value: number;
  /** Whether its pods may evict lower ones to find a place. */
  readonly preempts: boolean;
  readonly description: string;
}

/**
 * A class of pods for the scheduler. The API server refuses to change `value` and `preemptionPolicy` of an existing
 * class: another rank needs another name.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
 */
export function priorityClass(priority: Priority, rank: Rank, { inputs, labels }: Shared): Resource {
  return resource<IPriorityClass>({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name: priorityClassName(inputs.fleet.name, priority), labels },
    value: rank.value,
    preemptionPolicy: rank.preempts ? 'PreemptLowerPriority' : 'Never',
    description: rank.description,
  });
}
