import { paths } from '../files/paths.ts';
import type { Resource } from '../model/resource.ts';
import { argoCdChart, type FleetSettings } from '../model/settings/index.ts';
import { argoNamespace } from '../upstream/argoCd.ts';
import { inRepository, refreshPaths } from './inRepository.ts';
import { argoNames, hubServer, mainBranch } from './names.ts';
import { helmRepository } from './operatorSources.ts';
import { revisionHistoryLimit, serverSideDiff, syncPolicy } from './syncPolicy.ts';

/**
 * The root Application, applied by hand once: it creates all others. It has no finalizer, so deleting it deletes
 * nothing else. It prunes nothing: an object that is deleted in git stays until a person deletes it.
 */
export function rootApplication(settings: FleetSettings): Resource {
  const { repository } = settings;
  return application(settings, argoNames.root, [paths.hub], undefined, {
    source: { repoURL: repository, targetRevision: mainBranch, path: inRepository(settings, paths.hub) },
  });
}

/**
 * The Application of Argo CD itself, by which it is upgraded. It is in the last wave, so that no other waits for it.
 * Undefined where `fleet.yaml` pins no chart for Argo CD.
 */
export function argoCdApplication(settings: FleetSettings): Resource | undefined {
  const { repository } = settings;
  const chart = argoCdChart(settings);
  if (!chart) return undefined;
  const values = paths.hubValues;
  return application(settings, argoNames.argoCd, [values], '2', {
    sources: [
      {
        repoURL: helmRepository(chart.repository),
        chart: chart.chart,
        targetRevision: chart.version,
        helm: { releaseName: 'argocd', valueFiles: [`$values/${inRepository(settings, values)}`] },
      },
      { repoURL: repository, targetRevision: mainBranch, ref: 'values' },
    ],
  });
}

function application(
  settings: FleetSettings,
  name: string,
  read: readonly string[],
  wave: string | undefined,
  source: object,
): Resource {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name,
      namespace: argoNamespace,
      annotations: {
        'argocd.argoproj.io/manifest-generate-paths': refreshPaths(settings, read),
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
