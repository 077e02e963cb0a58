import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import type { INetworkPolicyPort } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPort';
import type { Peer } from '../../model/endpoint.ts';
import { Failure } from '../../model/finding.ts';
import type { ClusterFacts } from '../../model/inputs.ts';
import { nameLabel, selectorOf } from '../labels.ts';

/** All pods of a namespace, by the label that the API server itself sets on namespaces. */
export function inNamespace(namespace: string): INetworkPolicyPeer {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } };
}

/**
 * The pods of one app.
 * @param podNames what they carry in the label `app.kubernetes.io/name`, where that is more than the app's name
 */
export function podsOf(app: string, namespace: string, podNames?: readonly string[]): INetworkPolicyPeer {
  return { ...inNamespace(namespace), podSelector: podSelectorOf(app, podNames) };
}

/** Selector of the pods of one app, in a policy: that of a Service or a controller has no expressions. */
export function podSelectorOf(
  app: string,
  podNames: readonly string[] = [app],
): NonNullable<INetworkPolicyPeer['podSelector']> {
  if (podNames.length === 1) return { matchLabels: selectorOf(app) };
  return { matchExpressions: [{ key: nameLabel, operator: 'In', values: [...podNames] }] };
}

/** Networks in CIDR notation. */
export function networks(cidrs: readonly string[]): INetworkPolicyPeer[] {
  return cidrs.map((cidr) => ({ ipBlock: { cidr } }));
}

/** Private networks over IPv4, RFC 1918, and shared ones, RFC 6598: whatever a cloud gives to nodes is among them. */
export const privateNetworks: readonly string[] = ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16'];

/**
 * The public internet over IPv4: everything but the private, shared, loopback and link-local networks
 * (RFC 1918, RFC 6598, RFC 1122, RFC 3927), so that a rule for the internet opens nothing inside.
 */
export const publicInternet: INetworkPolicyPeer = {
  ipBlock: {
    cidr: '0.0.0.0/0',
    except: [...privateNetworks, '127.0.0.0/8', '169.254.0.0/16'].sort(),
  },
};

/** Where services of the cloud answer: on the internet, or on private endpoints in networks of the cluster. */
export function cloudServices({ privateEndpoints }: Pick<ClusterFacts, 'privateEndpoints'>): INetworkPolicyPeer[] {
  return [publicInternet, ...networks(privateEndpoints)];
}

/** Address of the node's metadata server on Google. */
export const metadataServer = networks(['169.254.169.254/32']);

/** Single addresses over IPv4. */
export function addresses(all: readonly string[]): INetworkPolicyPeer[] {
  return networks(all.map((address) => `${address}/32`));
}

/** Peers of a rule for the other side of a connection. What is on the internet is a service of a cloud: a bucket. */
export function peersOf(peer: Peer, cluster: Pick<ClusterFacts, 'privateEndpoints'>): INetworkPolicyPeer[] {
  if (peer === 'internet') return cloudServices(cluster);
  if ('networks' in peer) return networks(peer.networks);
  if ('app' in peer) return [podsOf(peer.app, peer.namespace, peer.podNames)];
  return [{ ...inNamespace(peer.pods.namespace), podSelector: { matchLabels: { ...peer.pods.labels } } }];
}

/** A TCP port by number: named ports in policies are not understood by every network plugin. */
export function tcp(port: number | undefined): INetworkPolicyPort {
  return numbered('TCP', port);
}

/** A UDP port by number. */
export function udp(port: number | undefined): INetworkPolicyPort {
  return numbered('UDP', port);
}

function numbered(protocol: 'TCP' | 'UDP', port: number | undefined): INetworkPolicyPort {
  if (port === undefined)
    throw new Failure(
      'A network rule without a port would open every port',
      'Give the runtime of the app a number for each port that others call.',
    );
  return { protocol, port };
}
