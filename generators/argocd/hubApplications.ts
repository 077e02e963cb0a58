import { paths } from '../files/paths.ts';
import type { Resource } from '../model/resource.ts';
import { argoCd, type FleetSettings } from '../model/settings/index.ts';
import { argoNames, argoNamespace, hubServer, mainBranch } from './names.ts';
import { helmRepository, refreshPaths } from './parameters.ts';
import { revisionHistoryLimit, serverSideDiff, syncPolicy } from './syncPolicy.ts';

/**
 * The first Application, applied by hand once: all others follow from it. It has no finalizer, so that deleting it
 * deletes nothing, and it prunes nothing: what is gone from git stays until somebody removes it.
 */
export function rootApplication({ repository }: FleetSettings): Resource {
  return application(argoNames.root, [paths.hub], undefined, {
    source: { repoURL: repository, targetRevision: mainBranch, path: paths.hub },
  });
}

/**
 * Argo CD, upgraded by itself. In the last wave, so that it holds nothing else up; undefined where `fleet.yaml` pins no
 * chart for it.
 */
export function argoCdApplication({ repository, charts }: FleetSettings): Resource | undefined {
  const chart = charts[argoCd];
  if (!chart) return undefined;
  const values = paths.hubValues;
  return application(argoNames.argoCd, [values], '2', {
    sources: [
      {
        repoURL: helmRepository(chart.repository),
        chart: chart.chart,
        targetRevision: chart.version,
        helm: { releaseName: 'argocd', valueFiles: [`$values/${values}`] },
      },
      { repoURL: repository, targetRevision: mainBranch, ref: 'values' },
    ],
  });
}

function application(name: string, read: readonly string[], wave: string | undefined, source: object): Resource {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name,
      namespace: argoNamespace,
      annotations: {
        'argocd.argoproj.io/manifest-generate-paths': refreshPaths(read),
        ...serverSideDiff,
        ...(wave !== undefined && { 'argocd.argoproj.io/sync-wave': wave }),
      },
    },
    spec: {
      project: argoNames.hubProject,
      ...source,
      destination: { server: hubServer, namespace: argoNamespace },
      revisionHistoryLimit,
      syncPolicy: syncPolicy({ prune: false }),
    },
  };
}
