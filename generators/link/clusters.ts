import { paths } from '../files/paths.ts';
import type { Catalogue, Environment, Fleet } from '../model/fleet.ts';
import type { Cluster } from '../model/settings/index.ts';
import { type Graph, link } from './link.ts';
import { parkedAt } from './parked.ts';

/** One folder that Argo CD syncs: an app in a cluster. */
export interface Overlay {
  readonly path: string;
  readonly app: string;
  readonly environment: Environment;
  readonly cluster: Cluster;
}

/** A cluster with its graph and its overlays. */
export interface ClusterOverlays {
  readonly environment: Environment;
  readonly cluster: Cluster;
  readonly graph: Graph;
  /** Of every app in the graph, and of those that have a folder and nothing in it. */
  readonly overlays: readonly Overlay[];
  /** Names of the apps that are about to go. */
  readonly retiring: readonly string[];
}

/** Every cluster of the fleet with the overlays it has, in the order of the settings. */
export function* clustersOf(catalogue: Catalogue, fleet: Fleet): Generator<ClusterOverlays> {
  for (const environment of fleet.environments) {
    for (const cluster of environment.settings.clusters) {
      const level = { layer: 'cluster', environment, cluster } as const;
      const graph = link(catalogue, fleet, level);
      const parked = parkedAt(catalogue, level);
      const overlays = [...graph.keys(), ...parked.map(({ app }) => app.name)].map((app) => ({
        path: paths.cluster(environment.name, cluster.name, app),
        app,
        environment,
        cluster,
      }));
      const retiring = parked.filter(({ why }) => why === 'retiring').map(({ app }) => app.name);
      yield { environment, cluster, graph, overlays, retiring };
    }
  }
}
