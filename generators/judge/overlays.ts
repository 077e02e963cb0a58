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
  /** The checksum of the files that it was built from: `LayersDigest`. Absent or empty: nobody can say what they held. */
  readonly read?: string;
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

/** Milliseconds that the next overlay may take: the first one waits for schemas to be read, a second or two. */
const patience = 120_000;

/**
 * Builds and checks overlays, all in one process; the result is that of `kustomize build`. Calls back for each overlay,
 * in the order of the request, as soon as it is done. A process that goes on without a result is ended: the overlay that
 * it worked on has that as its error, and so have those after it.
 * @param program path of the program, from `ensureTool`
 * @param silence milliseconds until then
 * @throws Failure when the program cannot work; an overlay that does not build is a result with `error`
 */
export async function buildOverlays(
  program: string,
  request: Request,
  onResult: (built: BuiltOverlay) => void,
  silence = patience,
): Promise<void> {
  let results = 0;
  const { status, reason } = await run(program, ['overlays'], {
    input: JSON.stringify(request),
    silence,
    onStdout(line) {
      onResult(parse(line));
      results += 1;
    },
  });
  if (!reason && results === request.overlays.length) return;
  if (status === 124) {
    const [first, ...others] = request.overlays.slice(results).map(({ path }) => path);
    const failed = { objects: [], invalid: [], unchecked: [] };
    if (first) onResult({ path: first, ...failed, error: `it took longer than ${silence / 1000} s, and was ended` });
    for (const path of others) onResult({ path, ...failed, error: `its turn did not come: ${first} took too long` });
    return;
  }
  throw new Failure(
    `Building the overlays broke off after ${results} of ${request.overlays.length}: ${reason || 'no reason given'}`,
    'Run it again; where it stays, the program `driver` has a defect: report it with this message.',
  );
}

function parse(line: string): BuiltOverlay {
  const { error, ...built } = JSON.parse(line) as BuiltOverlay;
  return error ? { ...built, error } : built;
}
