import { confirmRemoval } from '../blocks/platform/confirm.ts';
import { exceptionAnnotation } from '../model/exceptions.ts';
import type { Resource } from '../model/resource.ts';
import { argoNamespace } from './names.ts';
import { podSecurityLabels } from './parameters.ts';

/** Argo CD's own namespace. Its pods meet the restricted standard, except those of Redis and its proxy. */
export const hubNamespace: Resource = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: argoNamespace,
    labels: podSecurityLabels('baseline'),
    annotations: {
      ...confirmRemoval,
      'argocd.argoproj.io/sync-wave': '-2',
      [exceptionAnnotation('network-closed')]:
        'Argo CD calls git, charts and every cluster; who may call it is for the policies of its chart.',
    },
  },
};
