import { lstatSync, type Stats } from 'node:fs';
import { isSystemError } from './attempt.ts';

/** What is at a path, a link itself and not its target; `undefined` where nothing is, or a file stands in the way. */
export function entryAt(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (isSystemError(error, 'ENOTDIR')) return undefined;
    throw error;
  }
}
