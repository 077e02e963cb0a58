import type { IAffinity } from 'kubernetes-models/v1/Affinity';
import { nameLabel } from '../labels.ts';
import type { MountingJob } from './volume.ts';

/**
 * Names of the pods that a volume of one node keeps together: those of an app, and those of its jobs that mount it;
 * `undefined` where no job does.
 */
export function oneNodeOf(app: string, jobs: readonly MountingJob[]): readonly string[] | undefined {
  const names = jobs.filter(needsNodeOfApp).map(({ name }) => name);
  return names.length > 0 ? [app, ...names] : undefined;
}

/** Whether a job runs where its app does. */
export function needsNodeOfApp({ volumes }: Pick<MountingJob, 'volumes'>): boolean {
  return volumes.some(({ writers }) => writers === 'node');
}

/**
 * The affinity by which the first of these pods goes to any node, and the others to the same: a pod that its own term
 * selects waits for no other, while there is none. Each of them has it, the app's own pod, too: after a roll-out it
 * comes to the node of a job that still runs, and not to another one, where it would wait for the disk.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity ·
 * `satisfyPodAffinity` in `pkg/scheduler/framework/plugins/interpodaffinity/filtering.go` of kubernetes/kubernetes v1.36.3
 */
export function onOneNode(names: readonly string[] | undefined): { affinity?: IAffinity } {
  if (!names) return {};
  const labelSelector = { matchExpressions: [{ key: nameLabel, operator: 'In', values: [...names] }] };
  const term = { labelSelector, topologyKey: 'kubernetes.io/hostname' };
  return { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } } };
}
