import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import { type Metadata, type Resource, resource } from '../../model/resource.ts';

type Spec = NonNullable<INetworkPolicy['spec']>;

/** Rules of a policy. A direction without rules stays closed. */
export type Rules = Pick<Spec, 'ingress' | 'egress'>;

/** Pods of the policy's own namespace. */
export function inSameNamespace(labels: Readonly<Record<string, string>>): INetworkPolicyPeer {
  return { podSelector: { matchLabels: { ...labels } } };
}

/**
 * A policy that closes both directions of the pods it selects, but for its rules. A direction without rules is left
 * out: an API server takes an empty list for a change each time it is applied.
 */
export function closedPolicy(
  metadata: Metadata,
  podSelector: Spec['podSelector'],
  { ingress = [], egress = [] }: Rules,
): Resource {
  const rules = { ...(ingress.length > 0 && { ingress }), ...(egress.length > 0 && { egress }) };
  return resource<INetworkPolicy>({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata,
    spec: { podSelector, policyTypes: ['Ingress', 'Egress'], ...rules },
  });
}
