import type { INetworkPolicyEgressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyEgressRule';
import type { Endpoint } from '../../model/endpoint.ts';
import type { ClusterFacts, Inputs, Use } from '../../model/inputs.ts';
import { nodeDnsAddresses } from '../../upstream/nodeDns.ts';
import {
  addresses,
  cloudServices,
  inNamespace,
  metadataServer,
  networks,
  peersOf,
  podsOf,
  publicInternet,
  tcp,
  udp,
} from './peers.ts';

/**
 * Egress rule for name resolution: to the cluster's DNS pods, and to what answers on the node where the cluster has it.
 * GKE Dataplane V2 sends calls to the address of kube-dns to the pods of the cache, and policies judge them as calls to
 * these: https://cloud.google.com/kubernetes-engine/docs/how-to/nodelocal-dns-cache; so do redirects of Cilium elsewhere.
 * LocalDNS of AKS has no pods.
 */
export function dnsRule({ cloud, provided }: ClusterFacts): INetworkPolicyEgressRule {
  const systemPods = (app: string) => ({
    ...inNamespace('kube-system'),
    podSelector: { matchLabels: { 'k8s-app': app } },
  });
  const hasPods = provided.includes('node-local-dns') && cloud !== 'azure';
  return {
    to: [
      systemPods('kube-dns'),
      ...addresses(nodeDnsAddresses(cloud, provided)),
      ...(hasPods ? [systemPods('node-local-dns')] : []),
    ],
    ports: [{ protocol: 'UDP', port: 53 }, tcp(53)],
  };
}

/** Egress rules of an app: one for each declared edge, in the order of the declaration. */
export function edgeRules(inputs: Inputs): INetworkPolicyEgressRule[] {
  return Object.values(inputs.graph.uses).flatMap((use) => ruleOf(use, inputs.cluster));
}

function ruleOf(
  { edge, ports, podNames, endpoint, absent, udp: isUdp }: Use,
  cluster: ClusterFacts,
): INetworkPolicyEgressRule[] {
  if (absent) return [];
  switch (edge.to) {
    case 'app':
      return [
        { to: [podsOf(edge.app.name, edge.app.tier, podNames)], ports: [(isUdp ? udp : tcp)(ports?.[edge.port])] },
      ];
    case 'database':
    case 'queue':
    case 'cache':
    case 'bucket':
    case 'logs':
    case 'search':
      return endpoint ? [{ to: peersOf(endpoint.peer, cluster), ports: portsOf(endpoint) }] : [];
    case 'issuer':
    case 'server':
      return endpoint ? [{ to: outsidePeers(endpoint, cluster), ports: portsOf(endpoint) }] : [];
    case 'internet':
      return [{ to: edge.networks ? networks(edge.networks) : [publicInternet], ports: edge.ports.map(tcp) }];
    case 'keys':
      return [];
    case 'cloud-identity':
      return identityRule(cluster);
    case 'kubernetes-api':
      return [{ to: networks(cluster.controlPlane.networks), ports: [tcp(cluster.controlPlane.port)] }];
  }
}

/** Where what is outside the cluster is: on the internet, but not where services of the cloud answer inside. */
function outsidePeers({ peer }: Endpoint, cluster: ClusterFacts) {
  return peer === 'internet' ? [publicInternet] : peersOf(peer, cluster);
}

function portsOf(endpoint: Endpoint) {
  if (endpoint.kind === 'server') return [...new Set(Object.values(endpoint.ports))].map(tcp);
  const sentinel = endpoint.kind === 'cache' ? endpoint.sentinel : undefined;
  return [tcp(endpoint.port), ...(sentinel ? [tcp(sentinel.port)] : [])];
}

/**
 * Egress rules to the service where a pod exchanges its token for the cloud's. AWS: the regional STS endpoint. Google:
 * the metadata server of the node,
 * https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy#network-policy-and-workload-identity. Azure:
 * login.microsoftonline.com.
 */
export function identityRule(cluster: ClusterFacts): INetworkPolicyEgressRule[] {
  switch (cluster.cloud) {
    case 'aws':
    case 'azure':
      return [{ to: cloudServices(cluster), ports: [tcp(443)] }];
    case 'google':
      return [
        { to: networks(['169.254.169.252/32']), ports: [tcp(988)] },
        { to: metadataServer, ports: [tcp(80)] },
      ];
    case 'local':
      return [];
  }
}
