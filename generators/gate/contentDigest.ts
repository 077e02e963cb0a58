import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** The digest of what a file holds now, of a link of where it leads; `gone` where there is no such file. */
export function contentDigest(root: string, file: string): string {
  const path = join(root, file);
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat) return 'gone';
  const content = stat.isSymbolicLink() ? `link to ${readlinkSync(path)}` : readFileSync(path);
  return createHash('sha256').update(content).digest('hex');
}
