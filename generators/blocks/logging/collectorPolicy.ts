import type { INetworkPolicyEgressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyEgressRule';
import type { INetworkPolicyIngressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyIngressRule';
import type { Resource } from '../../model/resource.ts';
import { collectorPorts } from '../../upstream/openTelemetry.ts';
import { selectorOf } from '../labels.ts';
import { scrapeRule } from '../monitoring/targets/scrape.ts';
import { closedPolicy } from '../networking/closedPolicy.ts';
import { dnsRule, edgeRules } from '../networking/egress.ts';
import { networks, podsOf, publicInternet, tcp } from '../networking/peers.ts';
import type { CollectorSystem } from './collectorSystem.ts';
import type { TraceSettings } from './traceSettings.ts';

/**
 * NetworkPolicy of the Collectors: Prometheus reads their metrics, apps that declare it send traces. They reach
 * Elasticsearch, the Kubernetes API, and the backend of traces where there is one.
 */
export function collectorPolicy({ owner, labels, inputs, settings }: CollectorSystem): Resource {
  const senders: INetworkPolicyIngressRule[] = inputs.graph.usedBy.map(({ app, tier, podNames }) => ({
    from: [podsOf(app, tier, podNames)],
    ports: [tcp(collectorPorts.otlp)],
  }));
  const { traces } = settings;
  return closedPolicy(
    { ...owner, labels },
    { matchLabels: selectorOf(owner.name) },
    {
      ingress: [scrapeRule(collectorPorts.metrics), ...(traces ? senders : [])],
      egress: [dnsRule(inputs.cluster), ...edgeRules(inputs), ...(traces ? [traceRule(traces)] : [])],
    },
  );
}

function traceRule({ url, networks: cidrs }: TraceSettings): INetworkPolicyEgressRule {
  return { to: cidrs ? networks(cidrs) : [publicInternet], ports: [tcp(Number(new URL(url).port || 443))] };
}
