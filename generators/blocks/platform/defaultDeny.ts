import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { type Resource, resource } from '../../model/resource.ts';
import type { Shared } from './clusterApp.ts';

/**
 * Nothing in or out of any pod of a namespace, name resolution included: what an app needs, its own policy opens.
 * A pod that no app declares is thus cut off instead of open:
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-ingress-and-all-egress-traffic
 */
export function defaultDeny(namespace: string, { labels }: Shared): Resource {
  return resource<INetworkPolicy>({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'default-deny', namespace, labels },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  });
}
