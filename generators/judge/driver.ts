import { basename } from 'node:path';
import type { Progress } from '../console/progress.ts';
import { ensureTool } from '../programs/toolchain.ts';
import { repository } from '../repository.ts';
import { type Builder, buildOf } from './kept/builds.ts';
import { type BuiltOverlay, buildOverlays } from './overlays.ts';
import { ensureSchemas, type MissingSchemas } from './schemas.ts';

/** The driver, ready to build. */
export interface OverlayBuilder extends Builder {
  /** Builds without checking: for trees of another revision. */
  buildOnly(
    request: { root: string; overlays: readonly string[] },
    onResult: (built: BuiltOverlay) => void,
  ): Promise<void>;
}

/** The driver with the schemas of the Kubernetes versions in use: ready to build and check. */
export interface Driver extends OverlayBuilder {
  /** Upstream documents that could not be fetched: their kinds are not checked. */
  readonly missing: readonly MissingSchemas[];
}

/** Builds the driver and makes the schemas, where they are not in the cache yet. */
export async function openDriver(versions: readonly string[], progress: Progress): Promise<Driver> {
  const say = (message: string) => progress.update(message);
  const program = await ensureTool(repository, 'driver', say);
  const { dir, missing } = await ensureSchemas(program, repository, versions, say);
  return { ...builderOf(program, dir), missing };
}

/** Builds the driver alone, where it is not in the cache yet: who checks nothing needs no schemas. */
export async function openBuilder(progress: Progress): Promise<OverlayBuilder> {
  return builderOf(await ensureTool(repository, 'driver', (message) => progress.update(message)), '');
}

const builderOf = (program: string, schemas: string): OverlayBuilder => ({
  identity: { program: buildOf(program), schemas: basename(schemas) },
  build: (request, onResult) => buildOverlays(program, { ...request, schemas }, onResult),
  buildOnly({ root, overlays }, onResult) {
    const targets = overlays.map((path) => ({ path, kubernetes: '' }));
    return buildOverlays(program, { root, schemas: '', overlays: targets }, onResult);
  },
});
