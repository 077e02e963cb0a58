import type { Stage } from '../model/app.ts';
import type { Environment } from '../model/fleet.ts';
import type { Cluster } from '../model/settings/index.ts';

/** The hub's own API server, as Argo CD reaches it. */
export const hubServer = 'https://kubernetes.default.svc';

/** The branch that the hub and every cluster without a ring follow. */
export const mainBranch = 'main';

/**
 * The annotation with the number of Applications that an ApplicationSet has to create: its health check waits for that
 * many.
 */
export const countAnnotation = 'gitops.dev/applications';

/** Labels of a cluster's Secret: ApplicationSets select by them. */
export function clusterLabels(environment: Environment, cluster: Cluster): Readonly<Record<string, string>> {
  return {
    environment: environment.name,
    ring: cluster.ring ?? mainBranch,
    cluster: cluster.name,
    cloud: cluster.cloud,
    region: cluster.region,
    role: cluster.role,
  };
}

/** The git revision that a cluster follows. */
export function revisionOf(environment: Environment, cluster: Cluster): string {
  return environment.settings.rings && cluster.ring ? `release/${cluster.ring}` : mainBranch;
}

/** Names of Argo CD's objects. Those of Applications and ApplicationSets are also values of labels: at most 63 characters. */
export const argoNames = {
  root: 'root',
  argoCd: 'argo-cd',
  hubProject: 'hub',
  clustersProject: 'clusters',
  project: (environment: string) => environment,
  operatorsProject: (environment: string) => `${environment}-operators`,
  ring: (environment: string, ring: string) => `ring-${environment}-${ring}`,
  cluster: (cluster: string) => cluster,
  stage: (cluster: string, stage: Stage) => `${cluster}-${stage}`,
  application: (cluster: string, app: string) => `${cluster}-${app}`,
} as const;
