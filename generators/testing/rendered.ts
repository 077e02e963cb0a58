import { linkCluster } from '../link/clusters.ts';
import type { Catalogue, Environment } from '../model/fleet.ts';
import type { Resource } from '../model/resource.ts';
import type { Cloud, Cluster } from '../model/settings/index.ts';
import { exampleCluster } from './clusters.ts';
import { exampleEnvironment } from './environment.ts';
import { fleetSettings } from './fleetSettings.ts';

/** Where apps are rendered: a cloud, what its cluster says otherwise, and the images of the environment. */
export interface Place {
  readonly cloud?: Cloud;
  readonly cluster?: Partial<Cluster>;
  readonly images?: Environment['images'];
}

/** The objects of an app in a cluster where all of these apps run. */
export function rendered(name: string, catalogue: Catalogue, place: Place = {}): readonly Resource[] {
  const cluster = exampleCluster(place.cloud ?? 'aws', place.cluster);
  const environment = { ...exampleEnvironment([cluster]), images: place.images ?? {} };
  const { graph } = linkCluster(catalogue, { settings: fleetSettings }, environment, cluster);
  const linked = graph.get(name);
  return linked ? linked.app.render(linked.inputs) : [];
}
