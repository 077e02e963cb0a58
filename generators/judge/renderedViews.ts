import type { LinkedCluster } from '../link/clusters.ts';
import type { Built, ClusterView } from '../model/rule.ts';
import { together, viewOf } from '../model/view.ts';
import { render } from '../render/render.ts';
import { factsOf } from './cluster.ts';

/**
 * The clusters with the objects that the model gives them, neither built nor checked. Where the tree is as planned they
 * are what Kustomize builds: `prove` holds that of every overlay.
 */
export function renderedViews(clusters: readonly LinkedCluster[]): ReadonlyMap<LinkedCluster, ClusterView> {
  return together(
    clusters.map((one) => [one, viewOf(one.environment.name, one.cluster, objectsOf(one), factsOf(one))]),
  );
}

function objectsOf({ overlays, graph }: LinkedCluster): readonly Built[] {
  return overlays.flatMap(({ app }) => {
    const linked = graph.get(app);
    return linked ? render(linked).map((resource) => ({ resource, app })) : [];
  });
}
