import type { Deployed } from '../argocd/deployed.ts';
import { paths } from '../files/paths.ts';
import { keySum } from '../kept/keySum.ts';
import type { LinkedCluster, LinkedFleet } from '../link/clusters.ts';
import { fleetSum, sharedSum } from '../link/sums.ts';
import { stepIsDone } from '../load/endless/watch.ts';
import type { Subtree } from '../model/file.ts';
import type { Finding } from '../model/finding.ts';
import { type Catalogue, type Fleet, isSynced } from '../model/fleet.ts';
import type { ClusterNeeds } from '../prerequisites/needs.ts';
import type { ChartValues } from './charts.ts';
import { chartsOf, deployedOf, planCluster } from './cluster.ts';
import { planFolders } from './folders.ts';
import { newParts, type PlanPart, type PlanParts } from './parts.ts';
import { baseRenderings, clusterRenderings, environmentRenderings, renderAll } from './renderings.ts';

/** The folders of every app, and the operators and Argo CD files of each cluster. */
export interface PlannedClusters {
  /** The bases, the layer of each environment, and each cluster: those that have files. */
  readonly subtrees: readonly Subtree[];
  /** The checksum of the objects of each overlay of a cluster, by its folder. */
  readonly rendered: ReadonlyMap<string, string>;
  readonly charts: readonly ChartValues[];
  /** Clusters of environments that the hub syncs. */
  readonly deployed: readonly Deployed[];
  /** What has to exist outside of each cluster. */
  readonly needs: readonly ClusterNeeds[];
  /** Findings about apps that could not be rendered, and about texts that Kustomize cannot print: then the rest is incomplete. */
  readonly mistakes: readonly Finding[];
}

/**
 * Plans the bases, the layer of each environment, and its clusters one after the other: the objects of a cluster are
 * dropped after it. A part that is kept is not rendered.
 */
export function planClusters(
  catalogue: Catalogue,
  fleet: Fleet,
  linked: LinkedFleet,
  parts: PlanParts = newParts,
): PlannedClusters {
  const subtrees: Subtree[] = [];
  const rendered = new Map<string, string>();
  const mistakes: Finding[] = [];
  const charts: ChartValues[] = [];
  const deployed: Deployed[] = [];
  const needs: ClusterNeeds[] = [];
  const add = <T>({ subtree, mistakes: found, said }: PlanPart<T>): T => {
    if (subtree.size > 0) subtrees.push(subtree);
    mistakes.push(...found);
    return said;
  };
  const bases = lazy(() => renderAll(linked.base));
  add(parts(paths.bases, [fleetSum(fleet)], () => planFolders(baseRenderings(bases()))));
  for (const one of linked.environments) {
    const { environment, graph, clusters } = one;
    const middle = lazy(() => renderAll(graph));
    // Its layer has the apps that any of its clusters runs.
    const below = keySum(fleetSum(fleet), sharedSum(environment), [...graph.keys()]);
    const layer = paths.environmentApps(environment.name);
    add(parts(layer, [below], () => planFolders(environmentRenderings(environment, middle(), bases()))));
    for (const at of clusters) {
      const folder = paths.clusterApps(environment.name, at.cluster.name);
      const said = add(
        parts(folder, [below, at.identity], () =>
          planCluster(catalogue, fleet, at, clusterRenderings(at, middle(), bases()), (app) => {
            return bases().get(app)?.resources ?? [];
          }),
        ),
      );
      for (const [overlay, sum] of said.overlays) rendered.set(overlay, sum);
      stepIsDone();
      // A cluster in which nothing runs is nothing to Argo CD.
      if (said.overlays.length === 0) continue;
      charts.push(...chartsOf(catalogue, at, said));
      if (isSynced(environment)) deployed.push(deployedOf(catalogue, fleet, at, said));
      needs.push({ ...said.needs, ...placeOf(at) });
    }
  }
  return { subtrees, rendered, charts, deployed, needs, mistakes };
}

const placeOf = ({ environment, cluster }: LinkedCluster) => ({ environment, cluster });

function lazy<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}
