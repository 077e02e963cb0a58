import { join } from 'node:path';
import { Failure } from '../model/finding.ts';
import { cacheFolder } from '../programs/cache.ts';
import { run } from '../programs/run.ts';
import type { Say } from '../programs/toolchain.ts';

/** Schemas or CRDs from the upstream documents in `tools/schemas.lock.json`, as far as those could be fetched. */
export interface Schemas {
  /** A folder: of schemas, what `buildOverlays` takes; of definitions, what `askApiServer` takes. */
  readonly dir: string;
  readonly missing: readonly MissingSchemas[];
}

/** Schemas of one component that could not be fetched: objects of these kinds are not checked against upstream. */
export interface MissingSchemas {
  /** `kubernetes`, or the name of a component in the lock. */
  readonly component: string;
  readonly version: string;
  /** Kinds as `group/Kind`. Empty for Kubernetes, which means all of its kinds. */
  readonly kinds: readonly string[];
  /** One line for each source that was tried. */
  readonly reason: string;
}

/**
 * Makes the schemas that are not in the cache yet. Their documents come from the folder that `CRD_MIRROR` names, from
 * upstream or from Go modules, always with the checksum of the lock.
 * @param program path of the program, from `ensureTool`
 * @param root the repository whose `tools/schemas.lock.json` counts: absolute
 * @param versions minor versions of Kubernetes, such as `1.35`; none: those the lock calls `defaults`
 * @throws Failure when the lock or the cache is unusable; that something is missing is a result
 */
export async function ensureSchemas(
  program: string,
  root: string,
  versions: readonly string[],
  say: Say,
): Promise<Schemas> {
  const minors = versions.length > 0 ? ['--kubernetes', [...new Set(versions)].sort().join(',')] : [];
  return fromLock(program, root, ['schemas', ...minors], say);
}

/**
 * Upstream's own documents as they are, a file of JSON for each object: what an API server takes.
 * @param program path of the program `driver`, from `ensureTool`
 * @param root the repository whose `tools/schemas.lock.json` counts: absolute
 * @throws Failure as {@link ensureSchemas}
 */
export function ensureDefinitions(program: string, root: string, say: Say): Promise<Schemas> {
  return fromLock(program, root, ['definitions'], say);
}

async function fromLock(program: string, root: string, command: readonly string[], say: Say): Promise<Schemas> {
  const lock = join(root, 'tools', 'schemas.lock.json');
  const { CRD_MIRROR: mirror } = process.env;
  const sources = ['--lock', lock, '--cache', join(cacheFolder(), 'schemas'), ...(mirror ? ['--mirror', mirror] : [])];
  let complaint = '';
  const { status, stdout, reason } = await run(program, [...command, ...sources], {
    onStderr(line) {
      if (line.startsWith('driver: ')) complaint = line.replace('driver: ', '');
      else say(line);
    },
  });
  if (status !== 0) {
    throw new Failure(
      `The ${command[0]} could not be made: ${complaint || reason}`,
      'Correct tools/schemas.lock.json, or make room if the disk of the cache folder is full.',
    );
  }
  const { dir, missing } = JSON.parse(stdout) as Schemas;
  return { dir, missing };
}
