import type { ClusterView } from '../../generators/model/rule.ts';
import { podsMeant } from './edge.ts';
import { policiesOn } from './network.ts';
import { once } from './once.ts';
import { type Pods, podsOf } from './pods.ts';
import type { Workload } from './workload.ts';

/** Pods of a workload. */
export type WorkloadPods = Pods & { readonly workload: Workload };

/** The workloads whose NetworkPolicies let them call some pods. Pods that no policy closes are not told apart. */
export function callersOf(view: ClusterView, called: Pods): readonly WorkloadPods[] {
  return callers(view).get(called) ?? [];
}

const callers = once((view): ReadonlyMap<Pods, readonly WorkloadPods[]> => {
  const found = new Map<Pods, WorkloadPods[]>();
  for (const pods of podsOf(view).filter(isWorkload)) {
    const rules = policiesOn(view, pods, 'Egress').flatMap((policy) =>
      (policy.rules.Egress ?? []).map((one) => ({ namespace: policy.namespace, peers: one.peers })),
    );
    const called = new Set(
      rules.flatMap(({ namespace, peers }) => peers.flatMap((peer) => podsMeant(view, namespace, peer) ?? [])),
    );
    for (const one of called) found.set(one, [...(found.get(one) ?? []), pods]);
  }
  return found;
});

function isWorkload(pods: Pods): pods is WorkloadPods {
  return pods.workload !== undefined;
}
