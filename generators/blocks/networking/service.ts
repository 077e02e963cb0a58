import type { IService } from 'kubernetes-models/v1/Service';
import { type Resource, resource } from '../../model/resource.ts';
import { selectorOf } from '../labels.ts';
import type { Workload } from '../spec.ts';

/** The app's address in the cluster. Its ports have the numbers its containers listen on, and their names. */
export function clusterService({ app, labels, runtime, inputs }: Workload): Resource {
  return resource<IService>({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: app.name, namespace: app.tier, labels },
    spec: {
      type: 'ClusterIP',
      selector: selectorOf(app.name),
      trafficDistribution: trafficDistribution(inputs.cluster.kubernetes),
      ports: Object.entries(runtime.ports).map(([name, port]) => ({ name, port, targetPort: name, protocol: 'TCP' })),
    },
  });
}

/**
 * Traffic stays in the caller's zone while it has ready endpoints there, which saves latency and the price of
 * crossing zones. `PreferSameZone` is on by default from Kubernetes 1.34; before, the same was called `PreferClose`:
 * https://kubernetes.io/docs/concepts/services-networking/service/#traffic-distribution
 */
function trafficDistribution(kubernetes: string): string {
  return Number(kubernetes.split('.')[1]) >= 34 ? 'PreferSameZone' : 'PreferClose';
}
