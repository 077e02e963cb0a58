import type { ClusterView } from '../../../generators/model/rule.ts';
import { type PodGroup, podGroup } from '../../kubernetes/podGroup.ts';
import type { Workload } from '../../kubernetes/workload.ts';
import { replicasOf } from './replicas.ts';

/** The pods of a workload. */
export function podsOfWorkload(workload: Workload, view: ClusterView): PodGroup {
  const { built, name, labels, pod } = workload;
  const replicas = replicasOf(view, workload);
  return { ...podGroup(built, { name, labels, replicas, pod, priorityClass: pod.priorityClassName }), workload };
}
