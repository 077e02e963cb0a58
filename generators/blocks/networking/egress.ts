import type { INetworkPolicyEgressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyEgressRule';
import type { Endpoint } from '../../model/endpoint.ts';
import type { ClusterFacts, Inputs, Use } from '../../model/inputs.ts';
import { inNamespace, metadataServer, networks, nodeCache, peersOf, podsOf, publicInternet, tcp } from './peers.ts';

/**
 * Egress rule for name resolution: to the cluster's DNS pods, and to a DNS cache on the node where the cluster has one.
 * The cache listens on a link-local address, https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/. GKE
 * Dataplane V2 sends calls to the address of kube-dns to the pods of the cache, and policies judge them as calls to
 * these: https://cloud.google.com/kubernetes-engine/docs/how-to/nodelocal-dns-cache. Cloud DNS for GKE answers on the
 * address of the metadata server, and kube-dns is not asked:
 * https://cloud.google.com/kubernetes-engine/docs/how-to/cloud-dns
 */
export function dnsRule({ provided }: ClusterFacts): INetworkPolicyEgressRule {
  const systemPods = (app: string) => ({
    ...inNamespace('kube-system'),
    podSelector: { matchLabels: { 'k8s-app': app } },
  });
  const cache = [...nodeCache, systemPods('node-local-dns')];
  return {
    to: [
      systemPods('kube-dns'),
      ...(provided.includes('node-local-dns') ? cache : []),
      ...(provided.includes('cloud-dns') ? metadataServer : []),
    ],
    ports: [{ protocol: 'UDP', port: 53 }, tcp(53)],
  };
}

/** Egress rules of an app: one for each declared edge, in the order of the declaration. */
export function edgeRules(inputs: Inputs): INetworkPolicyEgressRule[] {
  return Object.values(inputs.graph.uses).flatMap((use) => ruleOf(use, inputs.cluster));
}

function ruleOf({ edge, ports, podNames, endpoint, absent }: Use, cluster: ClusterFacts): INetworkPolicyEgressRule[] {
  if (absent) return [];
  switch (edge.to) {
    case 'app':
      return [{ to: [podsOf(edge.app.name, edge.app.tier, podNames)], ports: [tcp(ports?.[edge.port])] }];
    case 'database':
    case 'queue':
    case 'cache':
    case 'bucket':
    case 'logs':
      return endpoint ? [{ to: peersOf(endpoint.peer), ports: portsOf(endpoint) }] : [];
    case 'internet':
      return [{ to: edge.networks ? networks(edge.networks) : [publicInternet], ports: edge.ports.map(tcp) }];
    case 'cloud-identity':
      return identityRule(cluster);
    case 'kubernetes-api':
      return [{ to: networks(cluster.controlPlane.networks), ports: [tcp(cluster.controlPlane.port)] }];
  }
}

function portsOf(endpoint: Endpoint) {
  const sentinel = endpoint.kind === 'cache' ? endpoint.sentinel : undefined;
  return [tcp(endpoint.port), ...(sentinel ? [tcp(sentinel.port)] : [])];
}

/**
 * Egress rules to the service where a pod exchanges its token for the cloud's. AWS: the regional STS endpoint. Google:
 * the metadata server of the node,
 * https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy#network-policy-and-workload-identity. Azure:
 * login.microsoftonline.com.
 */
export function identityRule({ cloud }: ClusterFacts): INetworkPolicyEgressRule[] {
  switch (cloud) {
    case 'aws':
    case 'azure':
      return [{ to: [publicInternet], ports: [tcp(443)] }];
    case 'google':
      return [
        { to: networks(['169.254.169.252/32']), ports: [tcp(988)] },
        { to: metadataServer, ports: [tcp(80)] },
      ];
    case 'local':
      return [];
  }
}
