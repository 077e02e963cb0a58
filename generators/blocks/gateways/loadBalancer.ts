import type { ClusterFacts } from '../../model/inputs.ts';

/** Annotations of the Service by which the cloud makes a load balancer in front of a gateway. */
export function loadBalancerAnnotations(_cluster: ClusterFacts): Record<string, string> {
  return {};
}
