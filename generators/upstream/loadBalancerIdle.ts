import type { Cluster } from '../model/settings/index.ts';

/** How long a connection through a cloud's load balancer may be silent, and who says so. */
export interface IdleTime {
  readonly seconds: number;
  readonly source: string;
  /** Annotation of the Service that sets another time, and how many seconds it says. */
  readonly annotation?: { readonly name: string; readonly seconds: (value: string) => number };
}

/** By cloud: of the load balancer that Kubernetes makes there for a Service of the type LoadBalancer. */
export const loadBalancerIdle: Readonly<Partial<Record<Cluster['cloud'], IdleTime>>> = {
  aws: {
    seconds: 350,
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html',
    annotation: {
      // https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/
      name: 'service.beta.kubernetes.io/aws-load-balancer-listener-attributes.TCP-443',
      seconds: (value) => Number(/(?:^|,)\s*tcp\.idle_timeout\.seconds=(\d+)/.exec(value)?.[1]),
    },
  },
  azure: {
    seconds: 240,
    source: 'https://learn.microsoft.com/azure/load-balancer/load-balancer-tcp-idle-timeout',
    annotation: {
      // https://kubernetes-sigs.github.io/cloud-provider-azure/topics/loadbalancer/
      name: 'service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout',
      seconds: (value) => 60 * Number(value),
    },
  },
  // It passes packets on and ends no connection, but the network forgets one that is silent for ten minutes.
  google: { seconds: 600, source: 'https://cloud.google.com/compute/docs/troubleshooting/general-tips' },
};
