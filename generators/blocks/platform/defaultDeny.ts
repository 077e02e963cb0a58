import type { Resource } from '../../model/resource.ts';
import { closedPolicy } from '../networking/closedPolicy.ts';
import type { Shared } from './clusterApp.ts';

/**
 * NetworkPolicy that denies all pods of a namespace all traffic, name resolution included. The policy of each app
 * allows what that app needs, so that a pod which no app declares has no traffic at all:
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-ingress-and-all-egress-traffic
 */
export function defaultDeny(namespace: string, { labels }: Shared): Resource {
  return closedPolicy({ name: 'default-deny', namespace, labels }, {}, {});
}
