import { globSync } from 'node:fs';
import { foldersAbove } from '../../files/path.ts';
import { parse } from '../../read/parse.ts';
import { readSource } from '../../read/source.ts';
import { writtenValue } from '../../read/written.ts';
import type { Builds } from '../kept/builds.ts';
import { layersOnDisk } from '../kept/layers.ts';
import { builtSource, type FolderSource, type Standing, standingOf } from '../kept/standing.ts';
import { layerFolders, partsOf, reachedBy } from '../overlayPaths.ts';
import { unbuildable } from '../unbuildable.ts';
import { changedSince, filesAt, withRevision } from './changes.ts';

/** The objects of each cluster at the base revision, and the overlays of that revision that do not build. */
export interface Before {
  readonly clusters: ReadonlyMap<string, Standing>;
  readonly broken: readonly string[];
  /** Environments that Argo CD did not sync then: `synced: false`. */
  readonly unsynced: ReadonlySet<string>;
}

/**
 * Builds the overlays of a commit that a change can affect; all others are unchanged, so their objects are taken from
 * `now`. A change of a base or of an environment's layer affects every overlay above it.
 */
export async function buildBefore(
  root: string,
  commit: string,
  now: ReadonlyMap<string, FolderSource>,
  builds: Builds,
): Promise<Before> {
  const changed = await changedSince(root, commit);
  if (changed.length === 0) return collect(now, unsyncedIn(root));
  const there = await filesAt(root, commit);
  const overlays = there.flatMap((file) => overlay.exec(file)?.[1] ?? []).sort();
  const isTouched = reachedBy(changed);
  const touched = overlays.filter((path) => !now.has(path) || isTouched(path));
  const folders = new Set(touched.flatMap(layerFolders));
  const isWanted = (file: string) => settings.test(file) || foldersAbove(file).some((folder) => folders.has(folder));
  const build = async (folder: string) => {
    const broken = refused(folder, touched);
    const layers = layersOnDisk(folder);
    const targets = touched
      .filter((path) => !broken.has(path))
      .map((path) => ({ path, kubernetes: '', layers: layers(path) }));
    await builds.ensure(folder, targets);
    const built = new Map(targets.map((target) => [target.path, builtSource(builds, target)]));
    const was = overlays.flatMap((path) => {
      const source = broken.has(path) ? nothing : (built.get(path) ?? now.get(path));
      return source ? [[path, source] as const] : [];
    });
    return collect(new Map(was), unsyncedIn(folder));
  };
  return withRevision(root, commit, build, { isWanted });
}

const overlay = /^(overlays\/[^/]+\/clusters\/[^/]+\/[^/]+)\/kustomization\.yaml$/;
const settings = /^overlays\/[^/]+\/environment\.yaml$/;

/** The overlays that Kustomize is not given. */
function refused(folder: string, overlays: readonly string[]): ReadonlySet<string> {
  const layers = [...new Set(overlays.flatMap(layerFolders))];
  const bad = new Set(layers.filter((layer) => unbuildable(folder, layer) !== undefined));
  return new Set(overlays.filter((path) => layerFolders(path).some((layer) => bad.has(layer))));
}

/** What does not build has no objects. */
const nothing: FolderSource = { identity: 'nothing', isBroken: true, objects: () => [] };

/** The environments of a tree whose settings say `synced: false`. Settings that cannot be read say nothing. */
function unsyncedIn(root: string): ReadonlySet<string> {
  const files = globSync('overlays/*/environment.yaml', { cwd: root }).map((path) => path.replaceAll('\\', '/'));
  const unsynced = files.filter((file) => {
    const result = readSource(root, file);
    const synced = 'source' in result ? writtenValue(parse(result.source).root, ['synced']) : undefined;
    return synced?.kind === 'scalar' && synced.value === false;
  });
  return new Set(unsynced.map((file) => file.split('/')[1] ?? ''));
}

function collect(sources: ReadonlyMap<string, FolderSource>, unsynced: ReadonlySet<string>): Before {
  const byCluster = Map.groupBy(sources, ([path]) => partsOf(path).key);
  const clusters = [...byCluster].map(([key, members]) => {
    const own = members.map(([path, source]) => ({ ...source, app: partsOf(path).app }));
    return [key, standingOf(own)] as const;
  });
  const broken = [...sources].filter(([, { isBroken }]) => isBroken).map(([path]) => path);
  return { clusters: new Map(clusters), broken, unsynced };
}
