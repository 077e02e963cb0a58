import type { IService } from 'kubernetes-models/v1/Service';
import { type Resource, resource } from '../../../model/resource.ts';
import { selectorOf } from '../../labels.ts';
import { trafficDistribution } from '../../networking/service.ts';
import { metadataOf } from '../shared/system.ts';
import { membersName, proxyApp, valkeyPorts } from './names.ts';
import type { ValkeySystem } from './system.ts';

/**
 * Two Services. The first has the address of the primary: it selects the proxies, or the only member. The second is
 * headless and gives members their host names. It publishes members that are not ready, because a member becomes ready
 * by reaching the others.
 * https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id
 */
export function valkeyServices(system: ValkeySystem): Resource[] {
  const { app, inputs, hosts } = system;
  const before = hosts.length > 1 ? proxyApp(app) : app;
  const { valkey, sentinel } = valkeyPorts;
  return [
    resource<IService>({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadataOf(system),
      spec: {
        type: 'ClusterIP',
        selector: selectorOf(before.name),
        trafficDistribution: trafficDistribution(inputs.cluster.kubernetes),
        ports: [{ name: 'valkey', port: valkey, targetPort: 'valkey', protocol: 'TCP' }],
      },
    }),
    resource<IService>({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadataOf(system, membersName(app)),
      spec: {
        type: 'ClusterIP',
        clusterIP: 'None',
        publishNotReadyAddresses: true,
        selector: selectorOf(app.name),
        ports: [
          { name: 'valkey', port: valkey, targetPort: 'valkey', protocol: 'TCP' },
          { name: 'sentinel', port: sentinel, targetPort: 'sentinel', protocol: 'TCP' },
        ],
      },
    }),
  ];
}
