import type { INetworkPolicyEgressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyEgressRule';
import type { Collected } from '../../model/fact.ts';
import type { ClusterFacts } from '../../model/inputs.ts';
import type { Resource } from '../../model/resource.ts';
import { gatewayName, gatewayNamespace } from '../../upstream/gateways.ts';
import { distinctRules } from '../data/shared/network.ts';
import { quorumMembers } from '../data/shared/zonePlacement.ts';
import { proxyApp } from '../data/valkey/names.ts';
import { selectorOf } from '../labels.ts';
import { scrapeRule } from '../monitoring/targets/scrape.ts';
import { closedPolicy } from '../networking/closedPolicy.ts';
import { dnsRule } from '../networking/egress.ts';
import { inNamespace, networks, podsOf, tcp } from '../networking/peers.ts';
import type { Shared } from '../platform/clusterApp.ts';
import { edgeApp, edgePorts } from './edge/names.ts';
import type { GatewayKind } from './kind.ts';
import { limitsStore, limitsStoreApp } from './limits.ts';
import { portsBehind, type RoutePlan } from './plan.ts';

/**
 * Every address over IPv4 and IPv6: clients keep their own on the way through the load balancer, its health checks come
 * from private networks, and so do pods that call a public host.
 */
const everybody = networks(['0.0.0.0/0', '::/0']);

/**
 * NetworkPolicy of the gateway's pods. Anybody reaches the ports for requests, Prometheus the port of metrics. They reach
 * what routes lead to, what answers in its place, and what counts and configures: nothing else, the internet neither.
 */
export function gatewayPolicy(
  { inputs, labels }: Shared,
  kind: Pick<GatewayKind, 'podPorts' | 'calls' | 'countsLimits'>,
  routes: readonly Collected<RoutePlan>[],
): Resource {
  const { cluster } = inputs;
  const { http, https, metrics } = kind.podPorts;
  return closedPolicy(
    { name: gatewayName, namespace: gatewayNamespace, labels: { ...labels } },
    { matchLabels: selectorOf(gatewayName) },
    {
      ingress: [{ from: everybody, ports: [tcp(http), tcp(https)] }, scrapeRule(metrics, cluster)],
      egress: distinctRules([
        dnsRule(cluster),
        ...backendRules(routes.map(({ value }) => value)),
        {
          to: [podsOf(edgeApp.name, edgeApp.tier)],
          ports: [tcp(edgePorts.verify), tcp(edgePorts.upgrade), tcp(edgePorts.closed)],
        },
        ...(kind.countsLimits ? [storeRule(cluster)] : []),
        ...kind.calls.map((call) => callRule(call, cluster)),
      ]),
    },
  );
}

/** The store of limits: its proxies, or without any its only member. */
function storeRule(cluster: ClusterFacts): INetworkPolicyEgressRule {
  const pods = quorumMembers(cluster) > 1 ? proxyApp(limitsStoreApp) : limitsStoreApp;
  return { to: [podsOf(pods.name, gatewayNamespace)], ports: [tcp(limitsStore.port)] };
}

/** One rule for each app behind routes, with the ports that they name, sorted. Its canary is one of its pods. */
function backendRules(plans: readonly RoutePlan[]): INetworkPolicyEgressRule[] {
  const apps = [...Map.groupBy(plans, ({ app, namespace }) => `${namespace}/${app}`)].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return apps.flatMap(([, all]) =>
    all.slice(0, 1).map(({ app, namespace, podNames }) => ({
      to: [podsOf(app, namespace, podNames)],
      ports: portsBehind(all).map(tcp),
    })),
  );
}

function callRule(call: GatewayKind['calls'][number], { controlPlane }: ClusterFacts): INetworkPolicyEgressRule {
  if (call === 'kubernetes-api') return { to: networks(controlPlane.networks), ports: [tcp(controlPlane.port)] };
  const { namespace, app, port } = call;
  return { to: [app === undefined ? inNamespace(namespace) : podsOf(app, namespace)], ports: [tcp(port)] };
}
