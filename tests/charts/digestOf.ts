import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A digest of all files of a folder, with their paths: two folders have the same one where they hold the same files. */
export function digestOf(folder: string): string {
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    const content = createHash('sha256').update(readFileSync(path)).digest('hex');
    hash.update(`${content}  ${path.slice(folder.length + 1).replaceAll('\\', '/')}\n`);
  }
  return `sha256:${hash.digest('hex')}`;
}
