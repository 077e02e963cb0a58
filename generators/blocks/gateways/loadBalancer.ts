import type { ClusterFacts } from '../../model/inputs.ts';

/** Seconds in which the load balancer of a cloud takes a pod out, in which it still may send new connections. */
export const deregistrationSeconds = 60;
/** Seconds for which pods of a gateway go on serving after they were told to end: longer than that. */
export const drainSeconds = deregistrationSeconds + 15;
/** Seconds after which Kubernetes kills a pod of a gateway: longer than it drains. */
export const graceSeconds = drainSeconds + 15;

const aws = 'service.beta.kubernetes.io/aws-load-balancer';
const azure = 'service.beta.kubernetes.io/azure';

/**
 * Annotations of the Service of a gateway, by which the cloud makes its load balancer: of the fourth layer, so that TLS
 * ends at the gateway and pods see the addresses of clients. With `externalTrafficPolicy: Local` no node hides them, so
 * there is neither a proxy protocol nor a header that a client could write.
 */
export function loadBalancerAnnotations({ cloud, loadBalancer }: ClusterFacts): Readonly<Record<string, string>> {
  const { addresses } = loadBalancer;
  return annotations[cloud](addresses);
}

const annotations = {
  /**
   * A Network Load Balancer of the AWS Load Balancer Controller, with pods as its targets: in every zone it reaches pods
   * of all zones. https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/
   */
  aws: (addresses: readonly string[]) => ({
    [`${aws}-type`]: 'external',
    [`${aws}-nlb-target-type`]: 'ip',
    [`${aws}-scheme`]: 'internet-facing',
    [`${aws}-attributes`]: 'load_balancing.cross_zone.enabled=true',
    [`${aws}-target-group-attributes`]: `preserve_client_ip.enabled=true,deregistration_delay.timeout_seconds=${deregistrationSeconds}`,
    ...(addresses.length > 0 && { [`${aws}-eip-allocations`]: addresses.join(',') }),
  }),
  /**
   * A passthrough Network Load Balancer with a backend service. Addresses are those of the region.
   * https://cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer-parameters
   */
  google: (addresses: readonly string[]) => ({
    'cloud.google.com/l4-rbs': 'enabled',
    ...(addresses.length > 0 && { 'networking.gke.io/load-balancer-ip-addresses': addresses.join(',') }),
  }),
  /**
   * A load balancer of the cluster's own kind, which is of the standard one. It forgets idle connections after half an
   * hour, the longest it knows. https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/
   */
  azure: (addresses: readonly string[]) => ({
    [`${azure}-load-balancer-tcp-idle-timeout`]: '30',
    ...(addresses[0] !== undefined && { [`${azure}-pip-name`]: addresses[0] }),
  }),
  local: () => ({}),
} satisfies Readonly<Record<ClusterFacts['cloud'], (addresses: readonly string[]) => Readonly<Record<string, string>>>>;
