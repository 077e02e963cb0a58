import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { foldersAbove } from '../files/path.ts';
import { generatedBy } from '../files/print.ts';
import type { Plan } from '../model/file.ts';
import { Failure } from '../model/finding.ts';
import { attempt } from './attempt.ts';
import { entryAt } from './entryAt.ts';

/**
 * The single paths of a plan that are not planned any more, and hold a generated file: all other files there are
 * somebody else's.
 * @throws Failure where a planned file would take the place of one that is not generated
 */
export function staleSingles(root: string, { separate, single = [] }: Plan): readonly string[] {
  const planned = new Set(separate.map(({ path }) => path));
  return single.filter((path) => {
    const holds = holderOf(root, path);
    if (!planned.has(path)) return holds === 'generated';
    if (holds !== 'foreign') return false;
    throw new Failure(
      `${path} would be generated, and there is a file that is not: its first line says nothing of "npm run generate".`,
      'Move what is in it elsewhere and delete it; or take its system out of `pipelines` in overlays/fleet.yaml.',
    );
  });
}

/** What a path holds: a file that begins as generated ones do, another one, or none. Links are followed nowhere. */
function holderOf(root: string, path: string): 'generated' | 'foreign' | undefined {
  const isReal = [...foldersAbove(path)].every((folder) => entryAt(join(root, folder))?.isDirectory());
  if (!isReal || !entryAt(join(root, path))?.isFile()) return undefined;
  return begins.test(attempt('read', path, () => headOf(join(root, path)))) ? 'generated' : 'foreign';
}

const begins = new RegExp(`^(?:#|//) ${generatedBy}`);

function headOf(file: string): string {
  const buffer = Buffer.alloc(200);
  const descriptor = openSync(file, 'r');
  try {
    return buffer.toString('utf8', 0, readSync(descriptor, buffer));
  } finally {
    closeSync(descriptor);
  }
}
