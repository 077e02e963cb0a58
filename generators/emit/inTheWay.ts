import { foldersAbove } from '../files/path.ts';
import type { Outline } from './outline.ts';

/**
 * Makes a function that tells whether a stale path must be removed before planned files can be written: a file where a
 * folder is planned, a folder where a file is planned, or a name that differs from a planned one only in case, because
 * many file systems ignore case.
 */
export function createInTheWay({ files, folders }: Outline): (path: string) => boolean {
  const plannedFiles = new Set([...files].map(fold));
  const plannedFolders = new Map([...folders].map((folder) => [fold(folder), folder]));
  return (path) => {
    const folded = fold(path);
    if (plannedFiles.has(folded) || plannedFolders.has(folded)) return true;
    return foldersAbove(path).some((folder) => {
      const same = plannedFolders.get(fold(folder));
      return plannedFiles.has(fold(folder)) || (same !== undefined && same !== folder);
    });
  };
}

function fold(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
