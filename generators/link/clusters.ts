import { paths } from '../files/paths.ts';
import type { App } from '../model/app.ts';
import type { Catalogue, Environment, Fleet } from '../model/fleet.ts';
import type { Cluster } from '../model/settings/index.ts';
import { type Graph, link } from './link.ts';
import { type Parked, parkedIn } from './parked.ts';
import { remembered } from './remembered.ts';
import { unretired } from './retiring.ts';
import { type Running, runningAt } from './running.ts';
import { clusterSum } from './sums.ts';

/** One folder that Argo CD syncs: an app in a cluster. */
export interface Overlay {
  readonly path: string;
  readonly app: string;
}

/** A cluster with its graph and its overlays. */
export interface LinkedCluster {
  readonly environment: Environment;
  readonly cluster: Cluster;
  readonly running: Running;
  /** The checksum of all that its graph and its objects follow from, besides the code. */
  readonly identity: string;
  /** Linked when it is asked for: where nothing of a cluster changed, nobody does. */
  readonly graph: Graph;
  /** Apps whose folder is empty. */
  readonly parked: readonly Parked[];
  /**
   * The graph as without `state: retiring`, with the objects that retiring apps had. Only where an app or the cluster
   * is retiring.
   */
  readonly unretired: Graph | undefined;
  /** Overlays of every app in the graph, then of those that are parked. */
  readonly overlays: readonly Overlay[];
}

/** An environment with the graph of its own layer, and its clusters in the order of the settings. */
export interface LinkedEnvironment {
  readonly environment: Environment;
  readonly graph: Graph;
  readonly clusters: readonly LinkedCluster[];
}

/** Every level of a fleet. */
export interface LinkedFleet {
  readonly base: Graph;
  readonly environments: readonly LinkedEnvironment[];
  /** Clusters of all environments. */
  readonly clusters: readonly LinkedCluster[];
}

/** Links every level once: all later steps use these graphs. */
export function linkFleet(catalogue: Catalogue, fleet: Fleet): LinkedFleet {
  const environments = fleet.environments.map((environment) => {
    const clusters = environment.settings.clusters.map((cluster) =>
      linkCluster(catalogue, fleet, environment, cluster),
    );
    const apps = new Set(clusters.flatMap(({ running }): App[] => [...running.apps.keys()]));
    return { environment, clusters, graph: link(catalogue, fleet, { layer: 'environment', environment, apps }) };
  });
  return {
    base: link(catalogue, fleet, { layer: 'base' }),
    environments,
    clusters: environments.flatMap(({ clusters }) => clusters),
  };
}

/** Links one cluster. */
export function linkCluster(
  catalogue: Catalogue,
  fleet: Pick<Fleet, 'settings'>,
  environment: Environment,
  cluster: Cluster,
): LinkedCluster {
  const level = { layer: 'cluster', environment, cluster } as const;
  const running = runningAt(catalogue, level);
  const parked = parkedIn(catalogue, running);
  const isRetiring = parked.some(({ why }) => why === 'retiring');
  const graph = remembered(() => link(catalogue, fleet, level, running));
  return {
    environment,
    cluster,
    running,
    identity: clusterSum(catalogue, fleet, environment, cluster),
    get graph() {
      return graph();
    },
    parked,
    unretired: isRetiring ? link(catalogue, fleet, unretired(level)) : undefined,
    overlays: [...[...running.apps.keys()].map(({ name }) => name), ...parked.map(({ app }) => app.name)].map(
      (app) => ({
        path: paths.cluster(environment.name, cluster.name, app),
        app,
      }),
    ),
  };
}
