import { blobId } from './blob.ts';
import { committed } from './committed.ts';
import { contentOf, type Difference } from './difference.ts';
import { keep } from './keep.ts';
import type { Written } from './record.ts';
import { isTemporary } from './writeFile.ts';

/** Something in a generated file's place that the generator did not write and no commit holds. */
export interface HandEdit {
  readonly path: string;
  /** Path of the copy of its text. */
  readonly kept: string;
}

/** What stands where something is about to be overwritten or removed. */
export interface Examined {
  /** Id by path of contents that are known: the record or the checked-out commit has them. */
  readonly known: ReadonlyMap<string, string>;
  readonly edits: readonly HandEdit[];
}

/**
 * Looks at everything that is about to be overwritten or removed, and keeps a copy of what people wrote there. Content
 * is known when this checkout's record has it, or the checked-out commit: the record alone would call every file a
 * hand edit that a pull or a change of branches brought, and what is committed is not lost. Git is asked at most once,
 * and only when the record does not have the answer. Where there is no text there is no edit: a file that was deleted,
 * an empty folder, a pipe.
 */
export function findHandEdits(root: string, differences: readonly Difference[], written: Written): Examined {
  const known = new Map<string, string>();
  const edits: HandEdit[] = [];
  let commit: Map<string, string> | undefined;
  for (const difference of differences) {
    const { path } = difference;
    const content = isTemporary(path) ? undefined : contentOf(root, difference);
    if (content === undefined) continue;
    const id = blobId(content);
    if (!written.get(path)?.includes(id)) {
      commit ??= committed(root);
      const there = commit.get(path);
      if (there !== (there?.length === 64 ? blobId(content, 'sha256') : id)) {
        edits.push({ path, kept: keep(root, path, content) });
        continue;
      }
    }
    known.set(path, id);
  }
  return { known, edits };
}
