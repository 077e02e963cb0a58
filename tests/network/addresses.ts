import { includesAddress, network, networkAddress } from '../../generators/model/cidr.ts';
import type { Cluster } from '../../generators/model/settings/index.ts';
import type { Flow } from './parts.ts';

/** An address outside the pods. */
export interface Address {
  readonly name: string;
  readonly address: string;
  /** Part of the internet: a rule for the whole internet includes it. */
  readonly isPublic?: true;
}

/**
 * Addresses outside the cluster, of every sort that a rule for networks may open by mistake. Documentation networks
 * (RFC 5737, RFC 3849) represent the internet.
 */
const everywhere: readonly Address[] = [
  { name: 'the internet', address: '203.0.113.10', isPublic: true },
  { name: 'the internet, elsewhere', address: '198.51.100.7', isPublic: true },
  // https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
  { name: 'the Azure wire server', address: '168.63.129.16', isPublic: true },
  // The same on all three clouds: credentials of the node.
  { name: 'the metadata server', address: '169.254.169.254' },
  { name: 'the loopback of the node', address: '127.0.0.1' },
  // https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity
  { name: 'the GKE metadata server', address: '169.254.169.252' },
  // https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
  { name: 'the EKS identity agent', address: '169.254.170.23' },
  // https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/
  { name: 'the DNS cache of the node', address: '169.254.20.10' },
  // https://learn.microsoft.com/azure/aks/localdns-custom
  { name: 'LocalDNS of AKS', address: '169.254.10.10' },
  { name: 'LocalDNS of AKS, its other address', address: '169.254.10.11' },
  { name: 'a private network', address: '10.255.255.1' },
  { name: 'another private network', address: '172.31.255.1' },
  { name: 'a third private network', address: '192.168.255.1' },
  { name: 'the shared address space', address: '100.64.0.1' },
  { name: 'the internet by IPv6', address: '2001:db8::10' },
  { name: 'the metadata server by IPv6', address: 'fd00:ec2::254' },
];

/** Name of the address that represents the API server. */
export const apiServer = 'the API server';

/**
 * The addresses outside a cluster. Private networks that its settings name for the API server are not foreign. This
 * only chooses the calls to test; the evaluator alone decides which are allowed, and shares no code with `policies/`.
 */
export function addressesOf({ controlPlane }: Cluster): readonly Address[] {
  const own = controlPlane.networks.flatMap((cidr) => network(cidr) ?? []);
  const foreign = everywhere.filter(({ address }) => !own.some((one) => includesAddress(one, address)));
  return [...foreign, { name: apiServer, address: firstAddress(controlPlane.networks[0] ?? '') }];
}

/** Whether an address is of a network that only means something inside: RFC 1918 and RFC 6598. */
export function isPrivate(address: string): boolean {
  return ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16'].some((cidr) => {
    const own = network(cidr);
    return own !== undefined && includesAddress(own, address);
  });
}

/** The first address of an IPv4 network in CIDR notation that a machine may have: the one after its lowest. */
export function firstAddress(cidr: string): string {
  const own = network(cidr);
  const octets = own ? networkAddress(own).split('.').map(Number) : [];
  return octets.map((octet, index) => (index === 3 ? octet + 1 : octet)).join('.');
}

/**
 * A call to the whole of the internet, over IPv4.
 * @param services addresses that represent services on the internet that publish their networks
 */
export function toInternet(from: string, port: number, services: readonly Address[]): Flow[] {
  return [...everywhere, ...services].filter(({ isPublic }) => isPublic).map(({ name: to }) => ({ from, to, port }));
}
