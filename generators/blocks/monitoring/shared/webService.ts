import type { IService } from 'kubernetes-models/v1/Service';
import type { AppSettings } from '../../../model/inputs.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import { selectorOf } from '../../labels.ts';
import type { MonitoringSystem } from './system.ts';

/** Service of all members, by the port that the operator calls `web`: whoever answers knows what the others know. */
export function webService(
  { owner, labels }: Pick<MonitoringSystem<AppSettings>, 'owner' | 'labels'>,
  port: number,
): Resource {
  return resource<IService>({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...owner, labels },
    spec: {
      type: 'ClusterIP',
      selector: selectorOf(owner.name),
      ports: [{ name: 'web', port, targetPort: 'web', protocol: 'TCP' }],
    },
  });
}
