import type { IService } from 'kubernetes-models/v1/Service';
import { type Resource, resource } from '../../../model/resource.ts';
import { selectorOf } from '../../labels.ts';
import { closedPolicy, here } from '../../networking/closedPolicy.ts';
import { inNamespace, podsOf, tcp } from '../../networking/peers.ts';
import { metadataOf } from '../shared/system.ts';
import { seaweedfsPorts } from './names.ts';
import type { SeaweedfsSystem } from './system.ts';

/** The address of the S3 interface; the other parts of the server are for itself alone. */
export function seaweedfsService(system: SeaweedfsSystem): Resource {
  return resource<IService>({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(system),
    spec: {
      type: 'ClusterIP',
      selector: selectorOf(system.app.name),
      ports: [{ name: 's3', port: seaweedfsPorts.s3, targetPort: 's3', protocol: 'TCP' }],
    },
  });
}

/** Lets in the users of the bucket and Prometheus, and lets nothing out: the parts of the server share one pod. */
export function seaweedfsPolicy(system: SeaweedfsSystem): Resource {
  const { fleet, graph } = system.inputs;
  const users = new Map(graph.usedBy.map((user) => [`${user.tier}/${user.app}`, podsOf(user.app, user.tier)]));
  const { s3, metrics } = seaweedfsPorts;
  return closedPolicy(metadataOf(system), here(selectorOf(system.app.name)).podSelector, {
    ingress: [
      ...(users.size > 0 ? [{ from: [...users.values()], ports: [tcp(s3)] }] : []),
      { from: [inNamespace(fleet.prometheus.namespace)], ports: [tcp(metrics)] },
    ],
  });
}
