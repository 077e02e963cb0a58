import { blobId } from '../files/blob.ts';
import { committed } from './committed.ts';
import { contentOf, type Difference } from './difference.ts';
import { keep } from './keep.ts';
import { contentsOf, type WrittenRecord } from './record.ts';
import { isTemporary } from './writeFile.ts';

/** Content at the path of a generated file that neither the generator wrote nor the checked-out commit holds. */
export interface HandEdit {
  readonly path: string;
  /** Path of the copy of its text. */
  readonly kept: string;
}

/** The content at a path that is about to be overwritten or removed. */
export interface Examined {
  /** Blob id by path of known contents: those of the record or of the checked-out commit. */
  readonly known: ReadonlyMap<string, string>;
  readonly edits: readonly HandEdit[];
}

/**
 * Finds hand edits among the files that are about to be overwritten or removed, and keeps a copy of each. Content is no
 * hand edit when this checkout's record or the checked-out commit has it: with the record alone, every file that a pull
 * or another branch changed would count as a hand edit, and committed content is not lost. At which path they have it
 * makes no difference: people move folders. Git runs at most once, and only when the record lacks the content. A deleted
 * file, an empty folder or a pipe is no hand edit, as it has no content.
 */
export function findHandEdits(root: string, differences: readonly Difference[], written: WrittenRecord): Examined {
  const known = new Map<string, string>();
  const edits: HandEdit[] = [];
  const recorded = new Set([...contentsOf(written)].map(([id]) => id));
  let commit: ReadonlySet<string> | undefined;
  for (const difference of differences) {
    const { path } = difference;
    const content = isTemporary(path) ? undefined : contentOf(root, difference);
    if (content === undefined) continue;
    const id = blobId(content);
    if (!recorded.has(id)) {
      commit ??= new Set(committed(root).values());
      if (!commit.has(id) && !commit.has(blobId(content, 'sha256'))) {
        edits.push({ path, kept: keep(root, path, content) });
        continue;
      }
    }
    known.set(path, id);
  }
  return { known, edits };
}
