import type { INetworkPolicyEgressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyEgressRule';
import type { Resource } from '../../../model/resource.ts';
import { grafanaOperatorNamespace, grafanaPorts } from '../../../upstream/grafanaOperator.ts';
import { prometheusName } from '../../../upstream/prometheus.ts';
import { prometheusPorts } from '../../../upstream/prometheusOperator.ts';
import { selectorOf } from '../../labels.ts';
import { closedPolicy } from '../../networking/closedPolicy.ts';
import { dnsRule } from '../../networking/egress.ts';
import { inNamespace, networks, podsOf, publicInternet, tcp } from '../../networking/peers.ts';
import { matching, scrapeRule } from '../targets/scrape.ts';
import type { GrafanaSystem, StaffLogin } from './system.ts';

/**
 * NetworkPolicy of Grafana. Its operator and Prometheus reach it; people do by `kubectl port-forward`, which comes from
 * the node, and no policy is asked: https://kubernetes.io/docs/concepts/services-networking/network-policies/. It reaches
 * Prometheus and, where people log in by it, the identity provider.
 */
export function grafanaPolicy({ owner, labels, inputs, settings }: GrafanaSystem): Resource {
  const port = grafanaPorts['grafana-http'];
  return closedPolicy({ ...owner, labels }, matching(selectorOf(owner.name)), {
    ingress: [{ from: [inNamespace(grafanaOperatorNamespace)], ports: [tcp(port)] }, scrapeRule(port, inputs.cluster)],
    egress: [
      dnsRule(inputs.cluster),
      { to: [podsOf(prometheusName, owner.namespace)], ports: [tcp(prometheusPorts.web)] },
      ...(settings.login ? [loginRule(settings.login)] : []),
    ],
  });
}

function loginRule({ token, userinfo, networks: own }: StaffLogin): INetworkPolicyEgressRule {
  const ports = [...new Set([token, userinfo].map((address) => Number(new URL(address).port || 443)))];
  return { to: own ? networks(own) : [publicInternet], ports: ports.sort((a, b) => a - b).map(tcp) };
}
