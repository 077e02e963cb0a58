import type { IService } from 'kubernetes-models/v1/Service';
import { type Resource, resource } from '../../../model/resource.ts';
import { selectorOf } from '../../labels.ts';
import { closedPolicy, here } from '../../networking/closedPolicy.ts';
import { tcp } from '../../networking/peers.ts';
import { metricsRule, userPods } from '../shared/network.ts';
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
  const { inputs } = system;
  const from = userPods(inputs);
  const { s3, metrics } = seaweedfsPorts;
  return closedPolicy(metadataOf(system), here(selectorOf(system.app.name)).podSelector, {
    ingress: [...(from.length > 0 ? [{ from, ports: [tcp(s3)] }] : []), metricsRule(inputs, metrics)],
  });
}
