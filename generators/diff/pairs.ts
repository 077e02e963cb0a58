import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { referenceCluster } from '../link/reference.ts';
import type { Built, ClusterView } from '../model/rule.ts';
import { together, viewOf } from '../model/view.ts';
import type { ClusterPair } from './judged.ts';
import type { Objects } from './trees/build.ts';
import { scopeOf } from './trees/folders.ts';

/** The cluster that gets the objects of an overlay; none for what the hub gets. */
export function clusterOf(path: string): string[] {
  const [top, environment, , cluster] = path.split('/');
  return top === 'overlays' ? [`${environment}/${cluster}`] : [];
}

/** One side of a comparison. */
interface Side {
  readonly root: string;
  readonly objects: Objects;
}

/** The clusters of both sides, each among the others of its side. */
export function pairsOf(clusters: readonly string[], before: Side, after: Side): readonly ClusterPair[] {
  const was = viewsOfSide(clusters, before);
  return [...viewsOfSide(clusters, after)].map(([cluster, now]) => {
    const old = was.get(cluster);
    return { before: old && old.all.length > 0 ? old : undefined, after: now };
  });
}

/** Clusters as rules see them, with the facts that their settings state and those of the reference cluster. */
function viewsOfSide(clusters: readonly string[], { root, objects }: Side): ReadonlyMap<string, ClusterView> {
  const overlays = Map.groupBy(objects, ([path]) => clusterOf(path)[0]);
  const settings = new Map<string, readonly { readonly name: string }[]>();
  return together(
    clusters.map((key) => {
      const [environment = '', name = ''] = key.split('/');
      if (!settings.has(environment)) settings.set(environment, clustersIn(root, environment));
      const stated = settings.get(environment)?.find((one) => one.name === name);
      const own = overlays.get(key) ?? [];
      const appOf = (path: string) => scopeOf(path).app ?? '';
      const all = own.flatMap(([path, built]): Built[] => built.map((resource) => ({ resource, app: appOf(path) })));
      const apps = new Set(own.map(([path]) => appOf(path)));
      return [key, viewOf(environment, { ...referenceCluster, ...stated, name }, all, { apps })] as const;
    }),
  );
}

/** The clusters that the settings of an environment list, as they are written; none where they cannot be read. */
function clustersIn(root: string, environment: string): readonly { readonly name: string }[] {
  try {
    const text = readFileSync(join(root, 'overlays', environment, 'environment.yaml'), 'utf8');
    return (parse(text) as { clusters: readonly { name: string }[] }).clusters;
  } catch {
    return [];
  }
}
