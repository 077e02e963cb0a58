import type { INetworkPolicyEgressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyEgressRule';
import type { INetworkPolicyIngressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyIngressRule';
import type { Resource } from '../../model/resource.ts';
import { scrapeRule } from '../monitoring/targets/scrape.ts';
import type { Task } from '../workload/workload.ts';
import { closedPolicy } from './closedPolicy.ts';
import { dnsRule, edgeRules } from './egress.ts';
import { podSelectorOf, podsOf, tcp, udp } from './peers.ts';
import { protocolOf } from './protocol.ts';

/**
 * Denies everything both ways but the declared edges: who calls the app in the graph, what its parts add to that,
 * Prometheus; and what it uses, name resolution included. Probes come from the node and need no rule:
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function networkPolicy(workload: Task, callers: readonly INetworkPolicyIngressRule[] = []): Resource {
  const { owner, labels, podNames } = workload;
  const rules = { ingress: ingressRules(workload, callers), egress: egressRules(workload) };
  return closedPolicy({ ...owner, labels }, podSelectorOf(owner.name, podNames), rules);
}

function ingressRules(
  { inputs, runtime }: Task,
  callers: readonly INetworkPolicyIngressRule[],
): INetworkPolicyIngressRule[] {
  const { graph } = inputs;
  const rules: INetworkPolicyIngressRule[] = graph.usedBy.map(({ app, tier, podNames, port }) => ({
    from: [podsOf(app, tier, podNames)],
    ports: [(protocolOf(runtime, port) === 'UDP' ? udp : tcp)(runtime.ports[port])],
  }));
  rules.push(...callers);
  if (runtime.metrics) {
    rules.push(scrapeRule(runtime.ports[runtime.metrics.port], inputs.cluster));
  }
  return rules;
}

function egressRules({ inputs }: Task): INetworkPolicyEgressRule[] {
  const rules = [dnsRule(inputs.cluster), ...edgeRules(inputs)];
  const distinct = new Map(rules.map((rule) => [JSON.stringify(rule), rule]));
  return [...distinct.values()];
}
