import type { Resource } from '../../model/resource.ts';
import { closedPolicy } from '../networking/closedPolicy.ts';
import type { Shared } from './clusterApp.ts';

/**
 * Nothing in or out of any pod of a namespace, name resolution included: what an app needs, its own policy opens.
 * A pod that no app declares is thus cut off instead of open:
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-ingress-and-all-egress-traffic
 */
export function defaultDeny(namespace: string, { labels }: Shared): Resource {
  return closedPolicy({ name: 'default-deny', namespace, labels }, {}, {});
}
