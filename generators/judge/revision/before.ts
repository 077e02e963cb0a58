import { globSync } from 'node:fs';
import type { Built } from '../../model/rule.ts';
import type { Driver } from '../driver.ts';
import type { BuiltOverlay } from '../overlays.ts';
import { changedSince, withRevision } from './changes.ts';

/** `environment/cluster` of an overlay's path, and its app. */
export function partsOf(overlay: string): { readonly key: string; readonly app: string } {
  const [, environment, , cluster, app] = overlay.split('/') as [string, string, string, string, string];
  return { key: `${environment}/${cluster}`, app };
}

/** The objects of each cluster at the base revision, and the overlays of that revision that do not build. */
export interface Before {
  readonly clusters: ReadonlyMap<string, readonly Built[]>;
  readonly broken: readonly string[];
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
  if (changed.length === 0) return collect([...now.values()]);
  return withRevision(root, commit, async (folder) => {
    const overlays = globSync('overlays/*/clusters/*/*/kustomization.yaml', { cwd: folder })
      .map((path) => path.replaceAll('\\', '/').replace(/\/kustomization\.yaml$/, ''))
      .sort();
    const touched = overlays.filter((path) => !now.has(path) || changed.some((file) => reaches(file, path)));
    const built = new Map<string, BuiltOverlay>();
    await driver.buildOnly({ root: folder, overlays: touched }, (result) => built.set(result.path, result));
    return collect(overlays.map((path) => built.get(path) ?? now.get(path)).filter((result) => result !== undefined));
  });
}

/** Whether an overlay is built from a file. */
export function reaches(file: string, overlay: string): boolean {
  const [, environment, , , app] = overlay.split('/');
  return [overlay, `overlays/${environment}/apps/${app}`, `base/${app}`].some((folder) =>
    file.startsWith(`${folder}/`),
  );
}

function collect(results: readonly BuiltOverlay[]): Before {
  const clusters = new Map<string, Built[]>();
  for (const { path, objects } of results) {
    const { key, app } = partsOf(path);
    const known = clusters.get(key) ?? [];
    known.push(...objects.map((resource) => ({ resource, app })));
    clusters.set(key, known);
  }
  return { clusters, broken: results.filter(({ error }) => error !== undefined).map(({ path }) => path) };
}
