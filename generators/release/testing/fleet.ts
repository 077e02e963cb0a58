import type { Files } from './repository.ts';

/** Versions of what each app is made from, by `<app>@<cluster>` for a cluster's own part and `<app>` for the base. */
export type Contents = Readonly<Record<string, string>>;

const apps = ['api', 'worker'] as const;

/** What a test may vary of the small fleet. */
export interface Fleet {
  /** Default: canary, primary. */
  readonly rings?: readonly string[];
  /** Rings of clusters of production. Default: `azure` in canary, `aws` in primary. */
  readonly clusters?: Readonly<Record<string, string>>;
  readonly contents?: Contents;
  readonly apps?: readonly string[];
  /** Version of the operator keda; without, there is none. */
  readonly keda?: string;
}

/**
 * The files of a fleet of three environments: `development`, which no hub syncs, `staging`, which follows main, and
 * `production` with rings. Each cluster has the apps api and worker.
 */
export function fleetFiles({
  rings = ['canary', 'primary'],
  clusters = { azure: 'canary', aws: 'primary' },
  contents = {},
  apps: names = apps,
  keda,
}: Fleet = {}): Files {
  const entries = Object.entries(clusters).map(([name, ring]) => `  - { name: ${name}, ring: ${ring} }\n`);
  const listed = rings.length > 0 ? `rings: [${rings.join(', ')}]\n` : '';
  const places = [
    ['development', 'dev'],
    ['staging', 'stage'],
    ...Object.keys(clusters).map((name) => ['production', name] as const),
  ] as const;
  return {
    'README.md': contents.readme ?? 'read me\n',
    'overlays/development/environment.yaml': 'synced: false\nclusters:\n  - { name: dev }\n',
    'overlays/staging/environment.yaml': 'clusters:\n  - { name: stage }\n',
    'overlays/production/environment.yaml': `${listed}clusters:\n${entries.join('')}`,
    ...Object.fromEntries(names.map((app) => [`base/${app}/deployment.yaml`, contents[app] ?? 'first\n'])),
    ...Object.assign(
      {},
      ...places.map(([environment, name]) => clusterFiles(environment, name, names, contents, keda)),
    ),
  };
}

function clusterFiles(
  environment: string,
  cluster: string,
  names: readonly string[],
  contents: Contents,
  keda: string | undefined,
): Files {
  const overlays = names.flatMap((app) => {
    const folder = `overlays/${environment}/clusters/${cluster}/${app}`;
    const paths = `/base/${app};/overlays/${environment}/apps/${app};/${folder}`;
    return [
      [`${folder}/application.yaml`, `app: ${app}\nnamespace: ${namespace}\npaths: ${paths}\nignored: []\n`],
      [`${folder}/kustomization.yaml`, contents[`${app}@${cluster}`] ?? 'first\n'],
    ];
  });
  const chart = `repository: https://charts.example.com\nchart: keda\nversion: ${keda}\n`;
  const values = `argocd/charts/keda/${environment}.yaml`;
  const operator = `app: keda\nnamespace: ${namespace}\npaths: /${values}\nignored: []\n${chart}`;
  return {
    ...Object.fromEntries(overlays),
    ...(keda && { [`argocd/operators/${environment}/${cluster}/keda.yaml`]: operator, [values]: 'first\n' }),
    [`argocd/clusters/${environment}/${cluster}/kustomization.yaml`]: `apps: ${names.join(' ')}\n`,
  };
}

/** Where everything goes. */
export const namespace = 'backend';

/** Names of the Applications of a cluster. */
export function applicationsOf(cluster: string, names: readonly string[] = apps): string[] {
  return [cluster, ...names.map((app) => `${cluster}-${app}`)];
}
