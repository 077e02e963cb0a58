import type { Progress } from '../console/progress.ts';
import { ensureTool } from '../programs/toolchain.ts';
import { repository } from '../repository.ts';
import { type BuiltOverlay, judgeOverlays, type Request } from './driver.ts';
import { ensureSchemas, type MissingSchemas } from './schemas.ts';

/** The driver with the schemas of the Kubernetes versions in use: ready to build and check. */
export interface Judge {
  /** Upstream documents that could not be had: their kinds are not checked. */
  readonly missing: readonly MissingSchemas[];
  build(request: Omit<Request, 'schemas'>, onResult: (built: BuiltOverlay) => void): Promise<void>;
  /** Builds without checking: for trees of another revision. */
  buildOnly(
    request: { root: string; overlays: readonly string[] },
    onResult: (built: BuiltOverlay) => void,
  ): Promise<void>;
}

/** Sets up whatever is not there yet: the driver itself, and the schemas. */
export async function createJudge(versions: readonly string[], progress: Progress): Promise<Judge> {
  const say = (message: string) => progress.update(message);
  const tool = await ensureTool(repository, 'judge', say);
  const { dir, missing } = await ensureSchemas(tool, repository, versions, say);
  return {
    missing,
    build: (request, onResult) => judgeOverlays(tool, { ...request, schemas: dir }, onResult),
    buildOnly: ({ root, overlays }, onResult) =>
      judgeOverlays(
        tool,
        { root, schemas: '', overlays: overlays.map((path) => ({ path, kubernetes: '' })) },
        onResult,
      ),
  };
}
