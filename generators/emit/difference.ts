import { readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { FileSpec } from '../model/file.ts';
import { attempt } from './attempt.ts';
import type { EntryType } from './list.ts';

/** One path where the disk is not as planned. `stale` is what stands in an owned folder without being planned. */
export type Difference =
  | { readonly kind: 'missing'; readonly path: string; readonly wanted: FileSpec }
  | { readonly kind: 'changed'; readonly path: string; readonly wanted: FileSpec; readonly found: EntryType }
  | { readonly kind: 'stale'; readonly path: string; readonly found: EntryType };

/**
 * What stands on disk where it is not as planned: a file's bytes, a link's target. `undefined` for what has no text of
 * its own: nothing, an empty folder, a pipe.
 * @throws Failure naming the path
 */
export function contentOf(root: string, difference: Difference): Buffer | undefined {
  if (difference.kind === 'missing') return undefined;
  const { path, found } = difference;
  const file = join(root, path);
  if (found === 'file') return attempt('read', path, () => readFileSync(file));
  if (found === 'link') return attempt('read', path, () => readlinkSync(file, { encoding: 'buffer' }));
  return undefined;
}
