import { rmdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { parentOf } from '../files/path.ts';
import { attempt, isSystemError } from './attempt.ts';
import type { Difference } from './difference.ts';
import type { Outline } from './outline.ts';

/**
 * Deletes stale entries, then the folders that become empty, only inside owned folders. A link is deleted, not its
 * target. An entry that no longer exists is no error.
 * @throws Failure naming the path
 */
export function remove(root: string, stale: Iterable<Difference & { kind: 'stale' }>, outline: Outline): void {
  const emptied = new Set<string>();
  for (const { path, found } of stale) {
    if (found === 'folder') emptied.add(path);
    else {
      attempt('remove', path, () => unlessGone(() => unlinkSync(join(root, path))));
      emptied.add(parentOf(path));
    }
  }
  for (const folder of emptied) prune(root, folder, outline);
}

function prune(root: string, folder: string, outline: Outline): void {
  let next = folder;
  while (outline.isOwned(next)) {
    if (!attempt('remove', next, () => removeFolder(join(root, next)))) return;
    next = parentOf(next);
  }
}

function removeFolder(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch (error) {
    if (isSystemError(error, 'ENOTEMPTY', 'EEXIST', 'ENOENT')) return false;
    throw error;
  }
}

function unlessGone(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!isSystemError(error, 'ENOENT')) throw error;
  }
}
