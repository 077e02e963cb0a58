import { paths } from '../files/paths.ts';
import type { Environment } from '../model/fleet.ts';
import type { Resource } from '../model/resource.ts';
import type { Cluster, FleetSettings } from '../model/settings/index.ts';
import { argoNamespace } from '../upstream/argoCd.ts';
import { applicationLabels, applicationSet, clustersGenerator } from './applicationSet.ts';
import { inRepository, refreshPaths } from './inRepository.ts';
import { argoNames, hubServer, mainBranch, revisionOf } from './names.ts';
import { revisionHistoryLimit, serverSideDiff, syncPolicy } from './syncPolicy.ts';

/** Clusters of one environment that follow the same revision. */
export interface RingClusters {
  readonly environment: Environment;
  /** `main` where the environment has no rings. */
  readonly name: string;
  readonly revision: string;
  readonly clusters: readonly Cluster[];
}

/** The rings of an environment that have clusters, in their order. */
export function ringsOf(environment: Environment): RingClusters[] {
  const { rings, clusters } = environment.settings;
  if (!rings) return [{ environment, name: mainBranch, revision: mainBranch, clusters }];
  return rings.flatMap((name) => {
    const members = clusters.filter(({ ring }) => ring === name);
    const [first] = members;
    return first ? [{ environment, name, revision: revisionOf(environment, first), clusters: members }] : [];
  });
}

/**
 * An ApplicationSet that creates one Application for each registered cluster of a ring. That Application holds the
 * cluster's ApplicationSets, at the ring's revision; it is healthy once all their Applications are.
 */
export function ringSet(settings: FleetSettings, { environment, name, revision, clusters }: RingClusters): Resource {
  const path = paths.argoCluster(environment.name, '{{ .name }}');
  return applicationSet({
    name: argoNames.ring(environment.name, name),
    wave: '1',
    count: clusters.length,
    generator: clustersGenerator({ environment: environment.name, ring: name }),
    template: {
      metadata: {
        name: argoNames.cluster('{{ .name }}'),
        namespace: argoNamespace,
        labels: applicationLabels({ app: 'cluster', stage: 'cluster' }),
        annotations: {
          'argocd.argoproj.io/manifest-generate-paths': refreshPaths(settings, [path]),
          ...serverSideDiff,
        },
      },
      spec: {
        project: argoNames.clustersProject,
        source: { repoURL: settings.repository, targetRevision: revision, path: inRepository(settings, path) },
        destination: { server: hubServer, namespace: argoNamespace },
        revisionHistoryLimit,
        // An ApplicationSet that is deleted in git stays in the cluster until a person deletes it.
        syncPolicy: syncPolicy({ prune: false }),
      },
    },
  });
}
