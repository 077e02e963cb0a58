import type { Resource } from '../model/resource.ts';
import { deriveLayer, type Layer } from './derive.ts';

/** One app, rendered three times. */
export interface Renderings {
  /** With its defaults, on the reference cluster. */
  readonly base: readonly Resource[];
  /** With the environment's settings, still on the reference cluster. */
  readonly environment: readonly Resource[];
  /** On the real cluster. */
  readonly cluster: readonly Resource[];
}

/** What the two overlays of an app say, each on top of the one below. */
export interface AppLayers {
  readonly environment: Layer;
  readonly cluster: Layer;
}

/** The difference of each rendering to the one below. The environment's is the same for all its clusters. */
export function layerApp({ base, environment, cluster }: Renderings): AppLayers {
  return { environment: deriveLayer(base, environment), cluster: deriveLayer(environment, cluster) };
}

export { deriveLayer, type Layer, type Patch } from './derive.ts';
export { baseFiles, type LayerFile, overlayFiles } from './files.ts';
export { inKustomizeOrder } from './order.ts';
