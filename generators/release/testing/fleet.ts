import { paths } from '../../files/paths.ts';
import { linkFleet } from '../../link/clusters.ts';
import type { Catalogue } from '../../model/fleet.ts';
import type { Resource } from '../../model/resource.ts';
import type { Cloud, Cluster } from '../../model/settings/index.ts';
import { allFiles } from '../../plan/allFiles.ts';
import { planTree } from '../../plan/plan.ts';
import { exampleApp } from '../../testing/app.ts';
import { exampleCluster } from '../../testing/clusters.ts';
import { exampleEnvironment } from '../../testing/environment.ts';
import { exampleFleet } from '../../testing/fleet.ts';
import { names } from '../../testing/names.ts';
import type { Files } from './repository.ts';

/** The namespace of all apps. */
export const namespace = names.api.tier;

const render = (): Resource[] => [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace } }];
const apps = [names.api, names.worker];
const catalogue: Catalogue = { apps: apps.map((name) => exampleApp(name, { render })), contracts: [] };

/**
 * Text to add to files of the fleet: by `<app>` to the app's base, by `<app>@<cluster>` to its overlay there, by
 * `readme` to a file that belongs to no app.
 */
export type Contents = Readonly<Record<string, string>>;

/** What a test may vary of the small fleet. */
export interface FleetOptions {
  /** Default: canary, primary. */
  readonly rings?: readonly string[];
  readonly contents?: Contents;
}

/**
 * The files of a fleet of three environments, as they are generated: `development`, which no hub syncs, `staging` with
 * the cluster `stage`, which follows main, and `production` with `azure` in the ring canary and `aws` in primary. Each
 * cluster has the apps api and worker.
 */
export function fleetFiles({ rings = ['canary', 'primary'], contents = {} }: FleetOptions = {}): Files {
  const files: Record<string, string> = { ...generated(rings), 'README.md': 'read me\n' };
  for (const [key, text] of Object.entries(contents)) {
    const path = fileOf(key);
    files[path] = `${files[path]}# ${text}\n`;
  }
  return files;
}

function fileOf(key: string): string {
  const [app = '', cluster] = key.split('@');
  if (app === 'readme') return 'README.md';
  const environment = cluster === 'stage' ? 'staging' : 'production';
  return `${cluster ? paths.cluster(environment, cluster, app) : paths.base(app)}/kustomization.yaml`;
}

const known = new Map<string, Files>();

/** Planned once for each list of rings. */
function generated(rings: readonly string[]): Files {
  const before = known.get(rings.join());
  if (before) return before;
  const environments = [
    exampleEnvironment([cluster('local', 'dev')], { synced: false }, 'development'),
    exampleEnvironment(
      [cluster('azure', 'azure', 'canary'), cluster('aws', 'aws', 'primary')],
      { rings },
      'production',
    ),
    exampleEnvironment([cluster('aws', 'stage')], {}, 'staging'),
  ];
  const fleet = exampleFleet(environments);
  const { plan } = planTree(catalogue, fleet, linkFleet(catalogue, fleet));
  const files = Object.fromEntries([
    ...(plan ? allFiles(plan) : []).map(({ path, content }) => [path, content]),
    ...environments.map(({ file, settings }) => [file, JSON.stringify(settings)]),
  ]);
  known.set(rings.join(), files);
  return files;
}

function cluster(cloud: Cloud, name: string, ring?: string): Cluster {
  return exampleCluster(cloud, { name, ...(ring && { ring }) } as Partial<Cluster>);
}

/** Names of the Applications of a cluster. */
export function applicationsOf(name: string): string[] {
  return [name, ...apps.map((app) => `${name}-${app.name}`)];
}
