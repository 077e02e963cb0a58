import { spawn } from 'node:child_process';
import { Failure } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';

/** What to build, and what to check it against. */
export interface Request {
  /** Where overlay paths start from: absolute. */
  readonly root: string;
  /** A folder of {@link ensureSchemas}. Empty: objects are built, not checked. */
  readonly schemas: string;
  readonly overlays: readonly {
    /** Folder of a kustomization, relative to the root. */
    readonly path: string;
    /** Minor version of Kubernetes whose schemas judge its objects, such as `1.35`. */
    readonly kubernetes: string;
  }[];
}

/** What Kustomize makes of one overlay, and what the schemas say of it. */
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

/** A place where an object departs from its schema. */
export interface Invalid {
  /** Index of the object. */
  readonly object: number;
  /** Path in the object, such as `spec.template.spec.containers[0].image`. */
  readonly field: string;
  /** What is wrong there, such as `unknown field` or `got string, want integer`. */
  readonly message: string;
}

/**
 * Builds and checks overlays, all in one process, with a plain `kustomize build`'s result. Calls back for each, in the
 * order of the request, as soon as it is done.
 * @param judge path of the program, from `ensureTool`
 * @throws Failure when the program cannot work; an overlay that does not build is a result with `error`
 */
export async function judgeOverlays(
  judge: string,
  request: Request,
  onResult: (built: BuiltOverlay) => void,
): Promise<void> {
  const child = spawn(judge, ['overlays'], { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<string>((resolve) => {
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint += text;
    });
    child.once('error', ({ message }) => resolve(message));
    child.once('close', (status) => resolve(status === 0 ? '' : complaint.trim() || `status ${status}`));
  });
  child.stdin.on('error', () => {}); // it ended before it read everything: its status tells
  child.stdin.end(JSON.stringify(request));
  let results = 0;
  try {
    for await (const line of linesOf(child.stdout.setEncoding('utf8'))) {
      onResult(parse(line));
      results += 1;
    }
  } catch (error) {
    child.kill();
    throw error;
  }
  const reason = await ended;
  if (!reason && results === request.overlays.length) return;
  throw new Failure(
    `Building the overlays broke off after ${results} of ${request.overlays.length}: ${reason || 'no reason given'}`,
    'Run it again; where it stays, the program `judge` has a defect: report it with this message.',
  );
}

async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest: string[] = [];
  for await (const chunk of chunks) {
    const [head = '', ...tail] = chunk.split('\n');
    rest.push(head);
    for (const next of tail) {
      yield rest.join('');
      rest = [next];
    }
  }
}

function parse(line: string): BuiltOverlay {
  const { error, ...built } = JSON.parse(line) as BuiltOverlay;
  return error ? { ...built, error } : built;
}
