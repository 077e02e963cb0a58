import { type Graph, link } from '../link/link.ts';
import type { Catalogue, Environment, Fleet } from '../model/fleet.ts';
import type { Cluster } from '../model/settings/index.ts';
import { paths } from '../plan/paths.ts';

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
  readonly overlays: readonly Overlay[];
}

/** Every cluster of the fleet with the overlays it has, in the order of the settings. */
export function* clustersOf(catalogue: Catalogue, fleet: Fleet): Generator<ClusterOverlays> {
  for (const environment of fleet.environments) {
    for (const cluster of environment.settings.clusters) {
      const graph = link(catalogue, fleet, { layer: 'cluster', environment, cluster });
      const overlays = [...graph.keys()].map((app) => ({
        path: paths.cluster(environment.name, cluster.name, app),
        app,
        environment,
        cluster,
      }));
      yield { environment, cluster, graph, overlays };
    }
  }
}
