import type { IService } from 'kubernetes-models/v1/Service';
import { type Resource, resource } from '../../model/resource.ts';
import type { Workload } from '../workload/workload.ts';
import { protocolOf } from './protocol.ts';

/**
 * The address of pods in the cluster. Its ports have the numbers their containers listen on, and their names. Absent
 * where they listen on none: a Service without ports is refused.
 */
export function clusterService(workload: Workload): Resource[] {
  return Object.keys(workload.runtime.ports).length > 0 ? [serviceOf(workload, workload.pods.name, {})] : [];
}

/** The address of one pod of a StatefulSet, by its number: `<app>-<number>`, which is also the pod's name. */
export function shardService(workload: Workload, shard: number): Resource {
  return serviceOf(workload, `${workload.owner.name}-${shard}`, { [podIndexLabel]: String(shard) });
}

/**
 * The label by which the StatefulSet controller numbers its pods, from Kubernetes 1.28 on:
 * https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-index-label
 */
export const podIndexLabel = 'apps.kubernetes.io/pod-index';

function serviceOf(
  { pods, runtime, inputs, serviceAnnotations: annotations }: Workload,
  name: string,
  which: Record<string, string>,
): Resource {
  return resource<IService>({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name,
      namespace: pods.namespace,
      labels: pods.labels,
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    spec: {
      type: 'ClusterIP',
      selector: { ...pods.selector, ...which },
      trafficDistribution: trafficDistribution(inputs.cluster.kubernetes),
      ports: Object.entries(runtime.ports).map(([name, port]) => ({
        name,
        port,
        targetPort: name,
        protocol: protocolOf(runtime, name),
      })),
    },
  });
}

/**
 * Traffic stays in the caller's zone while it has ready endpoints there, which saves latency and the price of
 * crossing zones. `PreferSameZone` is on by default from Kubernetes 1.34; before, the same was called `PreferClose`:
 * https://kubernetes.io/docs/concepts/services-networking/service/#traffic-distribution
 */
export function trafficDistribution(kubernetes: string): string {
  return Number(kubernetes.split('.')[1]) >= 34 ? 'PreferSameZone' : 'PreferClose';
}
