import type { INamespace } from 'kubernetes-models/v1/Namespace';
import { type Resource, resource } from '../../model/resource.ts';
import type { Shared } from './clusterApp.ts';
import { confirmRemoval } from './confirm.ts';

/**
 * A namespace whose pods must meet the restricted Pod Security Standard. The standard's version is the cluster's own,
 * so that an upgrade of the control plane alone never turns pods away:
 * https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export function namespace(name: string, { inputs, labels }: Shared): Resource {
  const version = `v${inputs.cluster.kubernetes}`;
  return resource<INamespace>({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: {
        ...labels,
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/enforce-version': version,
        'pod-security.kubernetes.io/audit': 'restricted',
        'pod-security.kubernetes.io/audit-version': version,
        'pod-security.kubernetes.io/warn': 'restricted',
        'pod-security.kubernetes.io/warn-version': version,
      },
      annotations: confirmRemoval,
    },
  });
}
