import { foldersAbove, parentOf } from '../files/path.ts';
import type { FileSpec, Plan } from '../model/file.ts';

/** Paths of a plan, indexed for look-ups. */
export interface Outline {
  /** Paths of the planned files, without those of folders that are known to be as planned. */
  readonly files: ReadonlySet<string>;
  /** Every folder above one of those, and every known folder with those above it. */
  readonly folders: ReadonlySet<string>;
  /** Folders that directly hold planned files and are not owned: they also hold files that people write. */
  readonly shared: ReadonlySet<string>;
  /** Whether a path is strictly inside a folder that belongs to the generator alone. */
  isOwned(path: string): boolean;
}

/**
 * Indexes planned files, in time linear in their number.
 * @param files those that are looked at one by one
 * @param known folders that are as planned, with everything in them
 */
export function outline(plan: Pick<Plan, 'owned'>, files: readonly FileSpec[], known: Iterable<string>): Outline {
  const owned = new Set(plan.owned);
  const isOwned = (path: string) => foldersAbove(path).some((folder) => owned.has(folder));
  const planned = new Set<string>();
  const folders = new Set<string>();
  const parents = new Set<string>();
  const shared = new Set<string>();
  for (const folder of known) for (const one of [folder, ...foldersAbove(folder)]) folders.add(one);
  for (const { path } of files) {
    planned.add(path);
    const parent = parentOf(path);
    if (parents.has(parent)) continue;
    parents.add(parent);
    if (!isOwned(path)) shared.add(parent);
    for (const folder of foldersAbove(path)) folders.add(folder);
  }
  return { files: planned, folders, shared, isOwned };
}
