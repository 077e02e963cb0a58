import type { Cloud, Provided } from '../model/settings/cluster.ts';

/**
 * Addresses on the node that answer questions for names, by what a cloud provides there.
 * - The cache that Kubernetes describes, as a person installs it on EKS or on a machine of one's own:
 *   https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/
 * - GKE: the same cache; Cloud DNS answers on the address of the metadata server:
 *   https://cloud.google.com/kubernetes-engine/docs/how-to/nodelocal-dns-cache ·
 *   https://cloud.google.com/kubernetes-engine/docs/how-to/cloud-dns
 * - AKS: LocalDNS, a service of the node with addresses of its own: https://learn.microsoft.com/azure/aks/localdns-custom
 */
const addresses: Readonly<Record<Cloud, Readonly<Partial<Record<Provided, readonly string[]>>>>> = {
  aws: { 'node-local-dns': ['169.254.20.10'] },
  google: { 'node-local-dns': ['169.254.20.10'], 'cloud-dns': ['169.254.169.254'] },
  azure: { 'node-local-dns': ['169.254.10.10', '169.254.10.11'] },
  local: { 'node-local-dns': ['169.254.20.10'] },
};

/** The addresses on the node that pods of a cluster ask for names, beside the cluster's DNS pods. */
export function nodeDnsAddresses(cloud: Cloud, provided: readonly Provided[]): readonly string[] {
  return provided.flatMap((one) => addresses[cloud][one] ?? []);
}

/** All of them that a cluster in a cloud may have, for who does not know what it provides. */
export function anyNodeDnsAddress(cloud: Cloud): readonly string[] {
  return Object.values(addresses[cloud]).flat();
}
