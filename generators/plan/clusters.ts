import type { Deployed } from '../argocd/deployed.ts';
import { keySum } from '../kept/keySum.ts';
import type { LinkedCluster, LinkedFleet } from '../link/clusters.ts';
import { fleetSum, sharedSum } from '../link/sums.ts';
import { stepIsDone } from '../load/endless/watch.ts';
import type { FileSpec } from '../model/file.ts';
import type { Finding } from '../model/finding.ts';
import { type Catalogue, type Fleet, isSynced } from '../model/fleet.ts';
import type { ClusterNeeds } from '../prerequisites/needs.ts';
import type { ChartValues } from './charts.ts';
import { chartsOf, deployedOf, planCluster } from './cluster.ts';
import { layerFiles, type PlannedFolder, planFolders } from './folders.ts';
import { newParts, type PlanPart, type PlanParts } from './parts.ts';
import { baseRenderings, clusterRenderings, environmentRenderings, renderAll } from './renderings.ts';

/** The files of every app, and the operators and Argo CD files of each cluster. */
export interface PlannedClusters {
  readonly files: FileSpec[];
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
  const files: FileSpec[] = [];
  const rendered = new Map<string, string>();
  const mistakes: Finding[] = [];
  const charts: ChartValues[] = [];
  const deployed: Deployed[] = [];
  const needs: ClusterNeeds[] = [];
  const add = (folders: readonly PlannedFolder[], part: Omit<PlanPart<unknown>, 'said'>) => {
    files.push(...layerFiles(folders, part));
    mistakes.push(...part.mistakes);
    for (const one of folders) if (one.rendered !== undefined) rendered.set(one.folder, one.rendered);
  };
  const bases = lazy(() => renderAll(linked.base));
  const base = parts(['base', fleetSum(fleet)], () => planFolders(baseRenderings(bases())));
  add(base.said, base);
  for (const one of linked.environments) {
    const { environment, graph, clusters } = one;
    const middle = lazy(() => renderAll(graph));
    // Its layer has the apps that any of its clusters runs.
    const below = keySum(fleetSum(fleet), sharedSum(environment), [...graph.keys()]);
    const layer = parts(['environment', below], () => {
      return planFolders(environmentRenderings(environment, middle(), bases()));
    });
    add(layer.said, layer);
    for (const at of clusters) {
      const part = parts(['cluster', below, at.identity], () =>
        planCluster(catalogue, fleet, at, clusterRenderings(at, middle(), bases()), (app) => {
          return bases().get(app)?.resources ?? [];
        }),
      );
      add(part.said.folders, part);
      stepIsDone();
      // A cluster in which nothing runs is nothing to Argo CD.
      if (part.said.folders.length === 0) continue;
      charts.push(...chartsOf(catalogue, at, part.said));
      if (isSynced(environment)) deployed.push(deployedOf(catalogue, fleet, at, part.said));
      needs.push({ ...part.said.needs, ...placeOf(at) });
    }
  }
  return { files, rendered, charts, deployed, needs, mistakes };
}

const placeOf = ({ environment, cluster }: LinkedCluster) => ({ environment, cluster });

function lazy<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}
