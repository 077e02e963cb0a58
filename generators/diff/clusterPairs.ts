import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { referenceCluster } from '../link/reference.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import type { Built, ClusterView } from '../model/rule.ts';
import { together, viewOf } from '../model/view.ts';
import { mapsAt } from './dangers/itemsAt.ts';
import type { Objects } from './trees/build.ts';
import { clusterOf, scopeOf } from './trees/folders.ts';
import { type Sides, settingsOf } from './trees/touched.ts';

/** One cluster before and after; undefined where it does not exist. */
export interface ClusterPair {
  readonly before: ClusterView | undefined;
  readonly after: ClusterView;
}

/** Settings of an environment or a cluster, as they are written. */
type Stated = JsonObject;

/** One side of a comparison. */
export interface Side {
  readonly objects: Objects;
  /** The settings of each environment. */
  readonly stated: ReadonlyMap<string, Stated>;
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
      const settings = stated.get(environment) ?? {};
      const here = mapsAt(settings, 'clusters').find((one) => one.name === name) ?? {};
      const own = overlays.get(key) ?? [];
      const appOf = (path: string) => scopeOf(path).app ?? '';
      const all = own.flatMap(([path, built]): Built[] => built.map((resource) => ({ resource, app: appOf(path) })));
      const apps = new Set(own.map(([path]) => appOf(path)));
      const cluster = { ...referenceCluster, ...here, name };
      const retiring = new Set([...apps].filter((app) => isRetiring(app, settings, here)));
      return [key, viewOf(environment, cluster, all, { apps, retiring, synced: settings.synced !== false })] as const;
    }),
  );
}

/** `state: retiring` of the cluster, or of the app in it, else in all of the environment. */
function isRetiring(app: string, environment: Stated, cluster: Stated): boolean {
  const stateIn = ({ apps }: Stated) => {
    const own = isJsonObject(apps) ? apps[app] : undefined;
    return isJsonObject(own) ? own.state : undefined;
  };
  return cluster.state === 'retiring' || (stateIn(cluster) ?? stateIn(environment)) === 'retiring';
}

/** What the settings of a tree say of the environments of some clusters; nothing where they are not readable. */
export function statedClusters(root: string, clusters: Iterable<string>): Side['stated'] {
  const environments = new Set([...clusters].map((cluster) => cluster.split('/')[0] ?? ''));
  return new Map([...environments].map((environment) => [environment, statedIn(join(root, settingsOf(environment)))]));
}

function statedIn(file: string): Stated {
  if (!existsSync(file)) return {};
  try {
    const settings: unknown = parse(readFileSync(file, 'utf8'));
    return isJsonObject(settings) ? settings : {};
  } catch {
    return {}; // no YAML: `validate` says what is wrong with it
  }
}
