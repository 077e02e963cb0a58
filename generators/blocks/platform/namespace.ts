import type { INamespace } from 'kubernetes-models/v1/Namespace';
import { type Resource, resource } from '../../model/resource.ts';
import type { Shared } from './clusterApp.ts';
import { confirmRemoval } from './confirm.ts';
import { podSecurityLabels } from './podSecurityLabels.ts';

/** A namespace whose pods must meet the restricted Pod Security Standard, in the version of its cluster. */
export function namespace(name: string, { inputs, labels }: Shared): Resource {
  return resource<INamespace>({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: { ...labels, ...podSecurityLabels('restricted', inputs.cluster.kubernetes) },
      annotations: confirmRemoval,
    },
  });
}
