import type { Plan } from '../model/file.ts';
import { foldersAbove, parentOf } from './path.ts';

/** The paths of a plan, indexed for look-ups. */
export interface Outline {
  /** Paths of the planned files. */
  readonly files: ReadonlySet<string>;
  /** Every folder above a planned file. */
  readonly folders: ReadonlySet<string>;
  /** Folders that directly hold planned files and are not owned: they also hold files that people write. */
  readonly shared: ReadonlySet<string>;
  /** Whether a path is strictly inside a folder that belongs to the generator alone. */
  isOwned(path: string): boolean;
}

/** Indexes a plan, in time linear in its files. */
export function outline(plan: Plan): Outline {
  const owned = new Set(plan.owned);
  const isOwned = (path: string) => foldersAbove(path).some((folder) => owned.has(folder));
  const files = new Set<string>();
  const folders = new Set<string>();
  const parents = new Set<string>();
  const shared = new Set<string>();
  for (const { path } of plan.files) {
    files.add(path);
    const parent = parentOf(path);
    if (parents.has(parent)) continue;
    parents.add(parent);
    if (!isOwned(path)) shared.add(parent);
    for (const folder of foldersAbove(path)) folders.add(folder);
  }
  return { files, folders, shared, isOwned };
}
