import type { INamespace } from 'kubernetes-models/v1/Namespace';
import { exceptionAnnotation } from '../../model/exceptions.ts';
import { type Resource, resource } from '../../model/resource.ts';
import { defaultComputeClass } from '../nodes/computeClass/computeClass.ts';
import type { Shared } from './clusterApp.ts';
import { confirmRemoval } from './confirm.ts';
import { podSecurityLabels } from './podSecurityLabels.ts';

/**
 * A namespace whose pods must meet the restricted Pod Security Standard, in the version of its cluster.
 * @param privileged the reason why its pods may do more, for example mount folders of their nodes. Absent: they may not
 */
export function namespace(name: string, { inputs, labels }: Shared, privileged?: string): Resource {
  const standard = privileged === undefined ? 'restricted' : 'privileged';
  return resource<INamespace>({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: {
        ...labels,
        ...podSecurityLabels(standard, inputs.cluster.kubernetes),
        ...defaultComputeClass(inputs.cluster),
      },
      annotations: {
        ...confirmRemoval,
        ...(privileged !== undefined && { [exceptionAnnotation('namespace-guarded')]: privileged }),
      },
    },
  });
}
