import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { IService } from 'kubernetes-models/v1/Service';
import type { Inputs } from '../../../model/inputs.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import { selectorOf } from '../../labels.ts';
import { inNamespace, podsOf, tcp } from '../../networking/peers.ts';
import { seaweedfsPorts } from './names.ts';
import type { SeaweedfsSystem } from './system.ts';

/** The address of the S3 interface; the other parts of the server are for itself alone. */
export function seaweedfsService({ app, labels }: SeaweedfsSystem): Resource {
  return resource<IService>({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: app.name, namespace: app.tier, labels },
    spec: {
      type: 'ClusterIP',
      selector: selectorOf(app.name),
      ports: [{ name: 's3', port: seaweedfsPorts.s3, targetPort: 's3', protocol: 'TCP' }],
    },
  });
}

/** Lets in the users of the bucket and Prometheus, and lets nothing out: the parts of the server share one pod. */
export function seaweedfsPolicy({ app, labels }: SeaweedfsSystem, { fleet, graph }: Inputs): Resource {
  const users = new Map(graph.usedBy.map((user) => [`${user.tier}/${user.app}`, podsOf(user.app, user.tier)]));
  const { s3, metrics } = seaweedfsPorts;
  return resource<INetworkPolicy>({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: app.name, namespace: app.tier, labels },
    spec: {
      podSelector: { matchLabels: selectorOf(app.name) },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        ...(users.size > 0 ? [{ from: [...users.values()], ports: [tcp(s3)] }] : []),
        { from: [inNamespace(fleet.prometheus.namespace)], ports: [tcp(metrics)] },
      ],
    },
  });
}
