import type { LinkedCluster } from '../link/clusters.ts';
import { render } from '../render/render.ts';
import type { BuiltOverlay } from './overlays.ts';

/**
 * The overlays of a cluster with the objects that the model gives them, neither built nor checked. Where the tree is as
 * planned they are what Kustomize builds: `prove` holds that of every overlay.
 */
export function renderedOverlays({ overlays, graph }: LinkedCluster): ReadonlyMap<string, BuiltOverlay> {
  return new Map(
    overlays.map(({ path, app }) => {
      const linked = graph.get(app);
      return [path, { path, objects: linked ? render(linked) : [], invalid: [], unchecked: [] }];
    }),
  );
}
