/** The paths of the repository: each is a pure function of app, environment and cluster. No trailing slashes. */
export const paths = {
  bases: 'base',
  base: (app: string) => `base/${app}`,
  environmentApps: (environment: string) => `overlays/${environment}/apps`,
  environment: (environment: string, app: string) => `overlays/${environment}/apps/${app}`,
  clusterApps: (environment: string, cluster: string) => `overlays/${environment}/clusters/${cluster}`,
  cluster: (environment: string, cluster: string, app: string) => `overlays/${environment}/clusters/${cluster}/${app}`,
  schemas: 'overlays/schemas',
  prerequisites: 'docs/prerequisites',
  argocd: 'argocd',
  bootstrap: 'argocd/bootstrap',
  hub: 'argocd/hub',
  hubEnvironment: (environment: string) => `argocd/hub/${environment}`,
  hubValues: 'argocd/charts/argo-cd/hub.yaml',
  argoCluster: (environment: string, cluster: string) => `argocd/clusters/${environment}/${cluster}`,
  operators: (environment: string, cluster: string) => `argocd/operators/${environment}/${cluster}`,
  operator: (environment: string, cluster: string, operator: string) =>
    `argocd/operators/${environment}/${cluster}/${operator}.yaml`,
  chart: (operator: string, environment: string) => `argocd/charts/${operator}/${environment}.yaml`,
  chartInCluster: (operator: string, environment: string, cluster: string) =>
    `argocd/charts/${operator}/${environment}/${cluster}.yaml`,
} as const;

/** The relative path from one folder to another, as Kustomize needs it in `resources`. */
export function relativePath(from: string, to: string): string {
  const [a, b] = [from.split('/'), to.split('/')];
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared++;
  return [...a.slice(shared).map(() => '..'), ...b.slice(shared)].join('/');
}

/** The file in a cluster's overlay that Argo CD's generator reads, and Kustomize does not. */
export const parametersFile = 'application.yaml';
