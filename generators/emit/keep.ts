import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { foldersAbove } from '../files/path.ts';
import { attempt } from './attempt.ts';
import { entryAt } from './entryAt.ts';
import { writeFile } from './writeFile.ts';

/**
 * Copies a hand edit to `.cache/hand-edits/<path>`. Where that is taken, by another text or by a file in place of a
 * folder, the copy goes to `.cache/hand-edits.2/<path>`, and so on.
 * @returns the copy's path from the root
 */
export function keep(root: string, path: string, content: Uint8Array): string {
  for (let number = 1; ; number++) {
    const copy = `.cache/hand-edits${number === 1 ? '' : `.${number}`}/${path}`;
    const there = attempt('look at', copy, () => stateOf(root, copy, content));
    if (there === 'same') return copy;
    if (there === 'taken') continue;
    attempt('make the folder of', copy, () => mkdirSync(dirname(join(root, copy)), { recursive: true }));
    writeFile(root, copy, content);
    return copy;
  }
}

/** What is at the path of a copy: nothing that is in the way, the same text, or something else. */
function stateOf(root: string, copy: string, content: Uint8Array): 'free' | 'same' | 'taken' {
  // All but `.cache`, which is a folder once the lock is held.
  const folders = [...foldersAbove(copy)].slice(0, -1);
  if (folders.some((folder) => entryAt(join(root, folder))?.isDirectory() === false)) return 'taken';
  const entry = entryAt(join(root, copy));
  if (!entry) return 'free';
  return entry.isFile() && readFileSync(join(root, copy)).equals(content) ? 'same' : 'taken';
}
