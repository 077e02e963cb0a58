import { join } from 'node:path';
import type { Plan } from '../model/file.ts';
import { attempt } from './attempt.ts';
import { confine } from './confine.ts';
import type { Difference } from './difference.ts';
import { createHolds } from './holds.ts';
import { listEntries } from './list.ts';
import { outline } from './outline.ts';
import { partOf, readSeen } from './seen.ts';

/**
 * The differences between the disk and the plan, sorted by path; nothing is written. Files compare by their bytes, or by a
 * checksum of them where the plan has it.
 * Every stale file, link and empty folder is a difference, and so is a temporary file that a killed run left behind.
 *
 * Parts that were as planned, and of which the file system says what it said then, are not read again: {@link readSeen}.
 *
 * Synchronous on purpose: small files in the kernel's cache are read two to three times faster this way than through
 * Node's thread pool.
 * @param root absolute path of the repository
 * @throws Failure where a file cannot be read, or an owned folder is a link or no folder
 */
export function compare(root: string, plan: Plan): Difference[] {
  const outlined = outline(plan);
  confine(root, plan, outlined);
  const seen = readSeen(root);
  const parts = Map.groupBy(plan.files, ({ path }) => partOf(path));
  const held = new Set<string | undefined>();
  for (const [part, files] of parts)
    if (part !== undefined && outlined.isOwned(part) && seen.holds(part, files)) held.add(part);
  const listed = listEntries(root, plan, outlined, (folder) => held.has(folder));
  const holds = createHolds();
  const differences: Difference[] = [];
  for (const wanted of [...parts].flatMap(([part, files]) => (held.has(part) ? [] : files))) {
    const { path } = wanted;
    const found = listed.get(path);
    if (found === undefined || found === 'folder') differences.push({ kind: 'missing', path, wanted });
    else if (found !== 'file' || !attempt('read', path, () => holds(join(root, path), wanted)))
      differences.push({ kind: 'changed', path, wanted, found });
  }
  for (const [path, found] of listed) {
    const planned = found === 'folder' ? outlined.folders : outlined.files;
    if (!planned.has(path)) differences.push({ kind: 'stale', path, found });
  }
  const differing = new Set(differences.map(({ path }) => partOf(path)));
  seen.save((part) => !differing.has(part));
  return differences.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
