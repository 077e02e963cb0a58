import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from '../model/file.ts';
import { attempt, isSystemError } from './attempt.ts';
import { staleSingles } from './generatedAt.ts';
import type { Outline } from './outline.ts';
import { isTemporary } from './writeFile.ts';

/** The type of an entry on disk; `special` is a pipe, socket or device, which is never opened. */
export type EntryType = 'file' | 'folder' | 'link' | 'special';

/**
 * The entries on disk that the plan is about: everything in owned folders (of folders only the empty ones), and in
 * shared folders the planned files and the temporary files of a killed run, and generated files at single paths. Links are
 * listed, never followed.
 * @param isKnown whether nobody has to look into a folder
 */
export function listEntries(
  root: string,
  plan: Plan,
  { files, shared }: Outline,
  isKnown: (folder: string) => boolean,
): Map<string, EntryType> {
  const found = new Map<string, EntryType>();
  const walk = (folder: string): boolean => {
    const entries = read(root, folder);
    for (const entry of entries) {
      const path = `${folder}/${entry.name}`;
      const type = typeOf(entry);
      if (type !== 'folder' || (!isKnown(path) && walk(path))) found.set(path, type);
    }
    return entries.length === 0;
  };
  for (const folder of plan.owned) if (!isKnown(folder)) walk(folder);
  for (const folder of shared) {
    for (const entry of read(root, folder)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (!entry.isDirectory() && (files.has(path) || isTemporary(path))) found.set(path, typeOf(entry));
    }
  }
  for (const path of staleSingles(root, plan)) found.set(path, 'file');
  return found;
}

function read(root: string, folder: string): Dirent[] {
  return attempt('list', folder === '' ? 'the repository root' : folder, () => {
    try {
      return readdirSync(join(root, folder), { withFileTypes: true });
    } catch (error) {
      if (isSystemError(error, 'ENOENT')) return [];
      throw error;
    }
  });
}

function typeOf(entry: Dirent): EntryType {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'special';
}
