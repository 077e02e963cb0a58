import type { ClusterView } from '../../generators/model/rule.ts';
import { podsMeant } from './edge.ts';
import { opens, policiesOn, type TrafficRule } from './network.ts';
import { once } from './once.ts';
import type { Pods } from './podGroup.ts';
import { podsOf } from './pods.ts';
import type { Workload } from './workload.ts';

/** Pods of a workload. */
export type WorkloadPods = Pods & { readonly workload: Workload };

/** The workloads whose NetworkPolicies let them call some pods on one of these TCP ports. */
export function callersOf(view: ClusterView, called: Pods, ports: readonly number[]): readonly WorkloadPods[] {
  const calling = (callsOf(view).get(called) ?? []).filter(({ rule }) =>
    ports.some((number) => opens(rule, { protocol: 'TCP', number }, called)),
  );
  return [...new Set(calling.map(({ pods }) => pods))];
}

interface Call {
  readonly pods: WorkloadPods;
  readonly rule: TrafficRule;
}

const callsOf = once((view): ReadonlyMap<Pods, readonly Call[]> => {
  const found = new Map<Pods, Call[]>();
  for (const pods of podsOf(view).filter(isWorkload)) {
    for (const { namespace, rules } of policiesOn(view, pods, 'Egress')) {
      for (const rule of rules.Egress ?? []) {
        const called = new Set(rule.peers.flatMap((peer) => podsMeant(view, namespace, peer) ?? []));
        for (const one of called) {
          const calls = found.get(one);
          if (calls) calls.push({ pods, rule });
          else found.set(one, [{ pods, rule }]);
        }
      }
    }
  }
  return found;
});

function isWorkload(pods: Pods): pods is WorkloadPods {
  return pods.workload !== undefined;
}
