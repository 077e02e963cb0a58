import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import { addresses, inNamespace, tcp } from '../../blocks/networking/peers.ts';
import { oneAtATime } from '../../blocks/operators/pods.ts';
import type { Values } from '../../model/operator.ts';
import type { Cloud } from '../../model/settings/cluster.ts';
import { anyNodeDnsAddress } from '../../upstream/nodeDns.ts';
import { limitedMemory, pods } from './pods.ts';
import { argoPriority } from './priority.ts';
import type { ArgoCdSize } from './size.ts';

/** Values of Argo CD's cache: one Redis where one of everything is enough, else three with Sentinel behind HAProxy. */
export function redis(size: ArgoCdSize, cloud: Cloud): Values {
  if (!size.isHighlyAvailable) {
    return { redis: pods('argocd-redis', size, server), 'redis-ha': { enabled: false } };
  }
  return { 'redis-ha': replicated(cloud) };
}

const server = limitedMemory('50m', '256Mi');
const beside = limitedMemory('10m', '64Mi');

/** Components that keep something in Redis: those that the policy of the chart's single Redis lets in. */
const callers = ['argocd-server', 'argocd-repo-server', 'argocd-application-controller'];

/** Redis' pods ask for each other by name before they start: the DNS pods, or whatever answers on the hub's nodes. */
function dnsOf(cloud: Cloud) {
  return {
    selectors: [inNamespace('kube-system'), ...addresses(anyNodeDnsAddress(cloud))],
    ports: [{ protocol: 'UDP', port: 53 }, tcp(53)],
  };
}

/**
 * Values: https://github.com/DandyDeveloper/charts/blob/redis-ha-4.38.0/charts/redis-ha/values.yaml. The chart of Argo CD
 * denies all ingress of the namespace and opens nothing for this one (https://github.com/argoproj/argo-helm/issues/2526);
 * its own policies do, and close egress as well. Its spread knows no `nodeTaintsPolicy`: what a lost zone held waits
 * until that is back or its nodes are gone, and the other two go on.
 */
function replicated(cloud: Cloud) {
  const dns = dnsOf(cloud);
  return {
    enabled: true,
    priorityClassName: argoPriority.metadata.name,
    podDisruptionBudget: oneAtATime,
    topologySpreadConstraints: { enabled: true, whenUnsatisfiable: 'DoNotSchedule' },
    networkPolicy: { enabled: true, egressRules: [dns] },
    init: { resources: beside },
    redis: { resources: server },
    sentinel: { resources: beside },
    splitBrainDetection: { resources: beside },
    haproxy: {
      priorityClassName: argoPriority.metadata.name,
      podDisruptionBudget: { ...oneAtATime, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
      resources: limitedMemory('50m', '128Mi'),
      init: { resources: beside },
      networkPolicy: {
        enabled: true,
        ingressRules: [{ selectors: callers.map(labelled) }],
        egressRules: [dns],
      },
    },
  } as const;
}

function labelled(name: string): INetworkPolicyPeer {
  return { podSelector: { matchLabels: { 'app.kubernetes.io/name': name } } };
}
