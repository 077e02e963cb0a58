import { globSync } from 'node:fs';
import { foldersAbove } from '../../emit/path.ts';
import type { Built } from '../../model/rule.ts';
import { parse } from '../../read/parse.ts';
import { readSource } from '../../read/source.ts';
import { writtenValue } from '../../read/written.ts';
import type { Driver } from '../driver.ts';
import { layerFolders, partsOf, reachedBy } from '../overlayPaths.ts';
import type { BuiltOverlay } from '../overlays.ts';
import { unbuildable } from '../unbuildable.ts';
import { changedSince, filesAt, withRevision } from './changes.ts';

/** The objects of each cluster at the base revision, and the overlays of that revision that do not build. */
export interface Before {
  readonly clusters: ReadonlyMap<string, readonly Built[]>;
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
  now: ReadonlyMap<string, BuiltOverlay>,
  driver: Driver,
): Promise<Before> {
  const changed = await changedSince(root, commit);
  if (changed.length === 0) return collect([...now.values()], unsyncedIn(root));
  const there = await filesAt(root, commit);
  const overlays = there.flatMap((file) => overlay.exec(file)?.[1] ?? []).sort();
  const isTouched = reachedBy(changed);
  const touched = overlays.filter((path) => !now.has(path) || isTouched(path));
  const folders = new Set(touched.flatMap(layerFolders));
  const isWanted = (file: string) => settings.test(file) || foldersAbove(file).some((folder) => folders.has(folder));
  const build = async (folder: string) => {
    const built = refused(folder, touched);
    const sound = touched.filter((path) => !built.has(path));
    await driver.buildOnly({ root: folder, overlays: sound }, (result) => built.set(result.path, result));
    const results = overlays.flatMap((path) => built.get(path) ?? now.get(path) ?? []);
    return collect(results, unsyncedIn(folder));
  };
  return withRevision(root, commit, build, { isWanted });
}

const overlay = /^(overlays\/[^/]+\/clusters\/[^/]+\/[^/]+)\/kustomization\.yaml$/;
const settings = /^overlays\/[^/]+\/environment\.yaml$/;

/** The overlays that Kustomize is not given, each with the reason. */
function refused(folder: string, overlays: readonly string[]): Map<string, BuiltOverlay> {
  const reasons = new Map<string, string | undefined>();
  const built = new Map<string, BuiltOverlay>();
  for (const path of overlays) {
    for (const layer of layerFolders(path)) if (!reasons.has(layer)) reasons.set(layer, unbuildable(folder, layer));
    const error = layerFolders(path)
      .map((layer) => reasons.get(layer))
      .find((reason) => reason !== undefined);
    if (error !== undefined) built.set(path, { path, objects: [], error, invalid: [], unchecked: [] });
  }
  return built;
}

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

function collect(results: readonly BuiltOverlay[], unsynced: ReadonlySet<string>): Before {
  const clusters = new Map<string, Built[]>();
  for (const { path, objects } of results) {
    const { key, app } = partsOf(path);
    const known = clusters.get(key) ?? [];
    known.push(...objects.map((resource) => ({ resource, app })));
    clusters.set(key, known);
  }
  return { clusters, broken: results.filter(({ error }) => error !== undefined).map(({ path }) => path), unsynced };
}
