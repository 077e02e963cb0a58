import type { IService } from 'kubernetes-models/v1/Service';
import { type Resource, resource } from '../../../model/resource.ts';
import { selectorOf } from '../../labels.ts';
import { scrapeRule } from '../../monitoring/targets/scrape.ts';
import { closedPolicy, inSameNamespace } from '../../networking/closedPolicy.ts';
import { tcp } from '../../networking/peers.ts';
import { userPods } from '../shared/network.ts';
import { metadataOf } from '../shared/system.ts';
import { seaweedfsPorts } from './names.ts';
import type { SeaweedfsSystem } from './system.ts';

/** Service of the S3 interface. The other ports of the server are used inside its pod only. */
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

/**
 * NetworkPolicy of the server. It lets in the users of the bucket and Prometheus. It lets nothing out, because all
 * parts of the server run in one pod.
 */
export function seaweedfsPolicy(system: SeaweedfsSystem): Resource {
  const { inputs } = system;
  const from = userPods(inputs);
  const { s3, metrics } = seaweedfsPorts;
  return closedPolicy(metadataOf(system), inSameNamespace(selectorOf(system.app.name)).podSelector, {
    ingress: [...(from.length > 0 ? [{ from, ports: [tcp(s3)] }] : []), scrapeRule(metrics, inputs.cluster)],
  });
}
