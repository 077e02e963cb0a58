import type { ClusterFacts } from '../../model/inputs.ts';

/**
 * Annotations of the Service in front of a gateway: a load balancer of the network (TCP), with the reserved addresses.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/,
 * https://cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer-parameters,
 * https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/
 */
export function loadBalancerAnnotations({
  cloud,
  loadBalancer: { addresses },
}: Pick<ClusterFacts, 'cloud' | 'loadBalancer'>): Readonly<Record<string, string>> {
  const reserved = addresses.join(',');
  switch (cloud) {
    case 'aws':
      return {
        'service.beta.kubernetes.io/aws-load-balancer-type': 'external',
        'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'instance',
        'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internet-facing',
        ...(reserved && { 'service.beta.kubernetes.io/aws-load-balancer-eip-allocations': reserved }),
      };
    case 'google':
      return {
        'cloud.google.com/l4-rbs': 'enabled',
        ...(reserved && { 'networking.gke.io/load-balancer-ip-addresses': reserved }),
      };
    case 'azure':
      return reserved ? { 'service.beta.kubernetes.io/azure-pip-name': reserved } : {};
    case 'local':
      return {};
  }
}
