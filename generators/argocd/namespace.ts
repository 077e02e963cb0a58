import { confirmRemoval } from '../blocks/platform/confirm.ts';
import { podSecurityLabels } from '../blocks/platform/podSecurityLabels.ts';
import { exceptionAnnotation } from '../model/exceptions.ts';
import type { Resource } from '../model/resource.ts';
import { argoNamespace } from '../upstream/argoCd.ts';

/** Argo CD's own namespace. All pods of its chart meet the restricted standard, those of Redis and its proxy too. */
export const hubNamespace: Resource = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: argoNamespace,
    labels: podSecurityLabels('restricted'),
    annotations: {
      ...confirmRemoval,
      'argocd.argoproj.io/sync-wave': '-2',
      [exceptionAnnotation('network-closed')]:
        'Argo CD calls git, charts and every cluster; who may call it is for the policies of its chart.',
      [exceptionAnnotation('namespace-guarded')]:
        'Redis and its proxy, as their chart makes them, meet the baseline standard alone; it asks the same of every version.',
    },
  },
};
