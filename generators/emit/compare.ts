import { join } from 'node:path';
import { foldersAbove } from '../files/path.ts';
import type { FileSpec, Plan, Subtree } from '../model/file.ts';
import { attempt } from './attempt.ts';
import { assertInside, requireFolders } from './confine.ts';
import type { Difference } from './difference.ts';
import { createHolds } from './holds.ts';
import { listEntries } from './list.ts';
import { type Outline, outline } from './outline.ts';
import { readSeen } from './seen.ts';

/** The differences between the disk and the plan, sorted by path; nothing is written. */
export const compare = (root: string, plan: Plan): readonly Difference[] => lookAt(root, plan).differences;

/** What was found on the disk. */
export interface Look {
  /** Sorted by path. */
  readonly differences: readonly Difference[];
  /** Of the files that were looked at one by one, and of the folders that were not. */
  readonly outlined: Outline;
}

/**
 * Compares the disk with the plan. Files compare by their bytes, or by a checksum of them where the plan has it.
 * Every stale file, link and empty folder is a difference, and so is a temporary file that a killed run left behind.
 *
 * Subtrees that were as planned, and of which the file system says what it said then, are not read again:
 * {@link readSeen}.
 *
 * Synchronous on purpose: small files in the kernel's cache are read two to three times faster this way than through
 * Node's thread pool.
 * @param root absolute path of the repository
 * @throws Failure where a file cannot be read, or an owned folder is a link or no folder
 */
export function lookAt(root: string, plan: Plan): Look {
  const { subtrees = [] } = plan;
  assertInside([...plan.owned, ...subtrees.map(({ folder }) => folder)]);
  requireFolders(root, plan.owned);
  const seen = readSeen(root);
  const { known = [], others = [] } = Object.groupBy(subtrees, (one) => (seen.holds(one) ? 'known' : 'others'));
  const files = [...plan.separate, ...others.flatMap((one) => one.files())];
  assertInside(files.map(({ path }) => path));
  const outlined = outline(
    plan,
    files,
    known.map(({ folder }) => folder),
  );
  requireFolders(root, outlined.shared);
  const differences = differencesOf(root, plan, { files, known, outlined });
  const differing = new Set<string>();
  for (const { path } of differences) {
    differing.add(path);
    for (const folder of foldersAbove(path)) differing.add(folder);
  }
  seen.save(({ folder }) => !differing.has(folder));
  return { differences, outlined };
}

function differencesOf(
  root: string,
  plan: Plan,
  { files, known, outlined }: { files: readonly FileSpec[]; known: readonly Subtree[]; outlined: Outline },
): readonly Difference[] {
  const folders = new Set(known.map(({ folder }) => folder));
  const listed = listEntries(root, plan, outlined, (folder) => folders.has(folder));
  const holds = createHolds();
  const differences: Difference[] = [];
  for (const wanted of files) {
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
  return differences.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
