import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../model/finding.ts';
import { error, startOfFile } from './error.ts';
import { quote } from './show.ts';

/**
 * The finding about the first symbolic link on the way to a path below the root, a dangling one too. No setting is read
 * through a link: it could lead out of the repository, and findings quote what they read.
 */
export function linked(root: string, path: string): Finding | undefined {
  const parts = path.split('/');
  for (const index of parts.keys()) {
    const part = parts.slice(0, index + 1).join('/');
    if (!lstatSync(join(root, part), { throwIfNoEntry: false })?.isSymbolicLink()) continue;
    const message = `${quote(part)} is a symbolic link, and settings are read from no other place.`;
    return error('link', startOfFile(part), message, 'Put a copy there, or delete the link.');
  }
  return undefined;
}
