import { Failure } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import { run } from '../programs/run.ts';

/** The overlays to build, and the schemas to check them against. */
export interface Request {
  /** Where overlay paths start from: absolute. */
  readonly root: string;
  /** A folder of {@link ensureSchemas}. Empty: objects are built, not checked. */
  readonly schemas: string;
  readonly overlays: readonly {
    /** Folder of a kustomization, relative to the root. */
    readonly path: string;
    /** Minor version of Kubernetes whose schemas check its objects, such as `1.35`. */
    readonly kubernetes: string;
  }[];
}

/** The build of one overlay, and the result of its schema check. */
export interface BuiltOverlay {
  readonly path: string;
  /** In the order in which `kustomize build` prints them. Empty after an error of the build. */
  readonly objects: readonly Resource[];
  /** Why it could not be built or checked. */
  readonly error?: string;
  readonly invalid: readonly Invalid[];
  /** Indices of objects whose kind has no schema. */
  readonly unchecked: readonly number[];
}

/** A field of an object that violates its schema. */
export interface Invalid {
  /** Index of the object. */
  readonly object: number;
  /** Path in the object, such as `spec.template.spec.containers[0].image`. */
  readonly field: string;
  /** What is wrong there, such as `unknown field` or `got string, want integer`. */
  readonly message: string;
}

/**
 * Builds and checks overlays, all in one process; the result is that of `kustomize build`. Calls back for each overlay,
 * in the order of the request, as soon as it is done.
 * @param program path of the program, from `ensureTool`
 * @throws Failure when the program cannot work; an overlay that does not build is a result with `error`
 */
export async function buildOverlays(
  program: string,
  request: Request,
  onResult: (built: BuiltOverlay) => void,
): Promise<void> {
  let results = 0;
  const { reason } = await run(program, ['overlays'], {
    input: JSON.stringify(request),
    onStdout(line) {
      onResult(parse(line));
      results += 1;
    },
  });
  if (!reason && results === request.overlays.length) return;
  throw new Failure(
    `Building the overlays broke off after ${results} of ${request.overlays.length}: ${reason || 'no reason given'}`,
    'Run it again; where it stays, the program `driver` has a defect: report it with this message.',
  );
}

function parse(line: string): BuiltOverlay {
  const { error, ...built } = JSON.parse(line) as BuiltOverlay;
  return error ? { ...built, error } : built;
}
