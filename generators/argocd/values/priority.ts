import type { Resource } from '../../model/resource.ts';

/**
 * The priority class of Argo CD's pods, as high as the apps that users wait for. It comes with the chart, because the
 * hub's cluster has no `platform` app; Argo CD applies it before the pods that name it.
 */
export const argoPriority = {
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata: { name: 'argocd', annotations: { 'argocd.argoproj.io/sync-wave': '-1' } },
  value: 1_000_000,
  description: 'Argo CD: no cluster is mended from git while it waits for a node.',
} as const satisfies Resource;
