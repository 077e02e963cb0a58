import type { Progress } from '../console/progress.ts';
import { ensureTool } from '../programs/toolchain.ts';
import { repository } from '../repository.ts';
import { type BuiltOverlay, buildOverlays, type Request } from './overlays.ts';
import { ensureSchemas, type MissingSchemas } from './schemas.ts';

/** The driver, ready to build. */
export interface Builder {
  /** Builds without checking: for trees of another revision. */
  buildOnly(
    request: { root: string; overlays: readonly string[] },
    onResult: (built: BuiltOverlay) => void,
  ): Promise<void>;
}

/** The driver with the schemas of the Kubernetes versions in use: ready to build and check. */
export interface Driver extends Builder {
  /** Upstream documents that could not be fetched: their kinds are not checked. */
  readonly missing: readonly MissingSchemas[];
  build(request: Omit<Request, 'schemas'>, onResult: (built: BuiltOverlay) => void): Promise<void>;
}

/** Builds the driver and makes the schemas, where they are not in the cache yet. */
export async function openDriver(versions: readonly string[], progress: Progress): Promise<Driver> {
  const say = (message: string) => progress.update(message);
  const program = await ensureTool(repository, 'driver', say);
  const { dir, missing } = await ensureSchemas(program, repository, versions, say);
  return {
    missing,
    build: (request, onResult) => buildOverlays(program, { ...request, schemas: dir }, onResult),
    ...builderOf(program),
  };
}

/** Builds the driver alone, where it is not in the cache yet: who checks nothing needs no schemas. */
export async function openBuilder(progress: Progress): Promise<Builder> {
  return builderOf(await ensureTool(repository, 'driver', (message) => progress.update(message)));
}

const builderOf = (program: string): Builder => ({
  buildOnly: ({ root, overlays }, onResult) =>
    buildOverlays(
      program,
      { root, schemas: '', overlays: overlays.map((path) => ({ path, kubernetes: '' })) },
      onResult,
    ),
});
