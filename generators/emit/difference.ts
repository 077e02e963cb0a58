import { readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { FileSpec } from '../model/file.ts';
import { attempt } from './attempt.ts';
import type { EntryType } from './list.ts';

/** One path where the disk differs from the plan. `stale`: it is in an owned folder and is not planned. */
export type Difference =
  | { readonly kind: 'missing'; readonly path: string; readonly wanted: FileSpec }
  | { readonly kind: 'changed'; readonly path: string; readonly wanted: FileSpec; readonly found: EntryType }
  | { readonly kind: 'stale'; readonly path: string; readonly found: EntryType };

/**
 * The content on disk at the path of a difference: a file's bytes, a link's target. `undefined` where there is no
 * content: no file, an empty folder, a pipe.
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
