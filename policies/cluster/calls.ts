import type { ClusterView } from '../../generators/model/rule.ts';
import { opens, policiesOn, type TrafficRule } from '../kubernetes/network.ts';
import { once } from '../kubernetes/once.ts';
import type { PodGroup } from '../kubernetes/podGroup.ts';
import type { Workload } from '../kubernetes/workload.ts';
import { podsMeant } from './edges.ts';
import { allPods } from './pods.ts';

/** Pods of a workload. */
export type WorkloadPods = PodGroup & { readonly workload: Workload };

/** The workloads whose NetworkPolicies let them call some pods on one of these TCP ports. */
export function callersOf(view: ClusterView, called: PodGroup, ports: readonly number[]): readonly WorkloadPods[] {
  const calling = (callsOf(view).get(called) ?? []).filter(({ rule }) =>
    ports.some((number) => opens(rule, { protocol: 'TCP', number }, called)),
  );
  return [...new Set(calling.map(({ pods }) => pods))];
}

interface Call {
  readonly pods: WorkloadPods;
  readonly rule: TrafficRule;
}

const callsOf = once((view): ReadonlyMap<PodGroup, readonly Call[]> => {
  const found = new Map<PodGroup, Call[]>();
  for (const pods of allPods(view).filter(isWorkload)) {
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

function isWorkload(pods: PodGroup): pods is WorkloadPods {
  return pods.workload !== undefined;
}
