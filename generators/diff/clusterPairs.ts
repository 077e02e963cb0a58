import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { referenceCluster } from '../link/reference.ts';
import { isJsonObject } from '../model/json.ts';
import type { Built, ClusterView } from '../model/rule.ts';
import { together, viewOf } from '../model/view.ts';
import type { Objects } from './trees/build.ts';
import { clusterOf, scopeOf } from './trees/folders.ts';
import { type Sides, settingsOf } from './trees/touched.ts';

/** One cluster before and after; undefined where it does not exist. */
export interface ClusterPair {
  readonly before: ClusterView | undefined;
  readonly after: ClusterView;
}

/** What is written of a cluster in the settings of an environment. */
type Stated = { readonly name: string };

/** One side of a comparison. */
export interface Side {
  readonly objects: Objects;
  /** The clusters that the settings of each environment list. */
  readonly stated: ReadonlyMap<string, readonly Stated[]>;
}

/** The clusters of both sides, each among the others of its side. */
export function pairsOf(clusters: Iterable<string>, { before, after }: Sides<Side>): readonly ClusterPair[] {
  const names = [...clusters];
  const was = viewsOf(names, before);
  return [...viewsOf(names, after)].map(([cluster, now]) => {
    const old = was.get(cluster);
    return { before: old && old.all.length > 0 ? old : undefined, after: now };
  });
}

/** Clusters as rules see them, with the facts that their settings state and those of the reference cluster. */
function viewsOf(clusters: readonly string[], { stated, objects }: Side): ReadonlyMap<string, ClusterView> {
  const overlays = Map.groupBy(objects, ([path]) => clusterOf(path));
  return together(
    clusters.map((key) => {
      const [environment = '', name = ''] = key.split('/');
      const facts = stated.get(environment)?.find((one) => one.name === name);
      const own = overlays.get(key) ?? [];
      const appOf = (path: string) => scopeOf(path).app ?? '';
      const all = own.flatMap(([path, built]): Built[] => built.map((resource) => ({ resource, app: appOf(path) })));
      const apps = new Set(own.map(([path]) => appOf(path)));
      return [key, viewOf(environment, { ...referenceCluster, ...facts, name }, all, { apps })] as const;
    }),
  );
}

/** The clusters that the settings of a tree list for each environment, as they are written; none where that is not readable. */
export function statedClusters(root: string, clusters: Iterable<string>): Side['stated'] {
  const environments = new Set([...clusters].map((cluster) => cluster.split('/')[0] ?? ''));
  return new Map([...environments].map((environment) => [environment, statedIn(join(root, settingsOf(environment)))]));
}

function statedIn(file: string): readonly Stated[] {
  if (!existsSync(file)) return [];
  try {
    const { clusters }: { clusters?: unknown } = parse(readFileSync(file, 'utf8')) ?? {};
    const isStated = (one: unknown): one is Stated => isJsonObject(one) && typeof one.name === 'string';
    return Array.isArray(clusters) ? clusters.filter(isStated) : [];
  } catch {
    return []; // no YAML: `validate` says what is wrong with it
  }
}
