import type { INetworkPolicyEgressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyEgressRule';
import type { Resource } from '../../../model/resource.ts';
import { grafanaName } from '../../../upstream/grafanaOperator.ts';
import { kedaNamespace } from '../../../upstream/keda.ts';
import { prometheusPorts } from '../../../upstream/prometheusOperator.ts';
import { selectorOf } from '../../labels.ts';
import { closedPolicy } from '../../networking/closedPolicy.ts';
import { dnsRule } from '../../networking/egress.ts';
import { inNamespace, networks, podsOf, privateNetworks, tcp } from '../../networking/peers.ts';
import { matching, type ScrapeTarget } from '../targets/scrape.ts';
import { kubeletPort } from './kubelets.ts';
import { remoteWriteRules } from './remoteWrite.ts';
import type { PrometheusSystem } from './system.ts';

/**
 * NetworkPolicies of Prometheus. KEDA and Grafana ask it, and Prometheus itself. It reaches name resolution and the API server, which
 * tells it the pods; and, in a policy of its own, because clusters differ in the others, the ports of its targets. Those on
 * nodes have addresses that no label selects and no setting names: it reaches their ports in all private networks.
 */
export function prometheusPolicies(system: PrometheusSystem): Resource[] {
  const { owner, labels, inputs, targets, operatorTargets } = system;
  const { controlPlane } = inputs.cluster;
  const pods = matching(selectorOf(owner.name));
  return [
    closedPolicy({ ...owner, labels }, pods, {
      ingress: [
        {
          from: [inNamespace(kedaNamespace), podsOf(owner.name, owner.namespace), podsOf(grafanaName, owner.namespace)],
          ports: [tcp(prometheusPorts.web)],
        },
      ],
      egress: [
        dnsRule(inputs.cluster),
        { to: networks(controlPlane.networks), ports: [tcp(controlPlane.port)] },
        ...remoteWriteRules(system),
      ],
    }),
    closedPolicy({ ...owner, name: `${owner.name}-targets`, labels }, pods, {
      egress: [...targetRules([...targets, ...operatorTargets]), nodeRule(operatorTargets)],
    }),
  ];
}

/** Kubelets, and pods with the addresses of their nodes. */
function nodeRule(targets: readonly ScrapeTarget[]): INetworkPolicyEgressRule {
  const ports = [kubeletPort, ...targets.filter(({ onNode }) => onNode).map(({ port }) => port)];
  return { to: networks(privateNetworks), ports: [...new Set(ports)].sort((a, b) => a - b).map(tcp) };
}

/** One rule for each port, with all pods that have it: few rules, however many targets. */
function targetRules(all: readonly ScrapeTarget[]): INetworkPolicyEgressRule[] {
  const targets = all.filter(({ onNode }) => !onNode);
  const byPort = [...Map.groupBy(targets, ({ port }) => port)].sort(([a], [b]) => a - b);
  return byPort.map(([port, all]) => ({
    to: all.map(({ namespace, selector }) => ({ ...inNamespace(namespace), podSelector: selector })),
    ports: [tcp(port)],
  }));
}
