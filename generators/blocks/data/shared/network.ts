import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import type { Inputs } from '../../../model/inputs.ts';
import { podsOf } from '../../networking/peers.ts';

/**
 * Pods of all apps that use a system, each app once.
 * @param uses only apps that use it in one of these ways, such as `read-only`
 */
export function userPods({ graph }: Pick<Inputs, 'graph'>, uses?: readonly string[]): INetworkPolicyPeer[] {
  const using = graph.usedBy.filter(({ port }) => uses === undefined || uses.includes(port));
  return [...new Map(using.map(({ app, tier, podNames }) => [`${tier}/${app}`, podsOf(app, tier, podNames)])).values()];
}

/** Rules without repetition: two edges often lead to the same place, such as a bucket and a cloud identity. */
export function distinctRules<R>(rules: readonly R[]): R[] {
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}
