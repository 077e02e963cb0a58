import type { IContainer } from 'kubernetes-models/v1/Container';
import type { Built, ClusterView } from '../../../generators/model/rule.ts';
import type { PodGroup } from '../../kubernetes/podGroup.ts';
import { list } from '../../kubernetes/reading.ts';
import { workloadOf } from '../../kubernetes/workload.ts';
import { majority } from '../majority.ts';
import type { Quorum } from '../system.ts';

/** A StatefulSet whose pods hold a Sentinel of Valkey, which votes on who is primary: https://valkey.io/topics/sentinel/ */
export function sentinelQuorum(built: Built, view: ClusterView, podsOfNamespace: readonly PodGroup[]): Quorum[] {
  const { pod, path } = workloadOf(built);
  if (!list(pod.containers).some(votes)) return [];
  return podsOfNamespace
    .filter((pods) => pods.built === built)
    .map((pods) => majority(view, pods, `${path}.affinity`, pod));
}

function votes({ ports }: IContainer): boolean {
  return list(ports).some(({ name, containerPort }) => name === 'sentinel' || containerPort === 26379);
}
