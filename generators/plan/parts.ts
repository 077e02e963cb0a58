import type { KeptResults } from '../kept/keptResults.ts';
import { keySum } from '../kept/keySum.ts';
import { lastUsed } from '../kept/lastUsed.ts';
import type { Subtree } from '../model/file.ts';
import type { Finding } from '../model/finding.ts';
import {
  listFiles,
  type PlannedFolder,
  type PrintedFolder,
  type SubtreeSum,
  subtreeOf,
  subtreeSum,
} from './subtree.ts';

/** A part of the plan: what is said of it, as JSON, and the folder that its files are in. */
export interface PlanPart<T> {
  readonly said: T;
  readonly subtree: Subtree;
  /** With any of these it is incomplete. */
  readonly mistakes: readonly Finding[];
}

/** A part as it was planned just now. */
export interface NewPlanPart<T> extends Omit<PlanPart<T>, 'subtree'> {
  readonly folders: readonly PrintedFolder[];
}

/**
 * Where parts come from.
 * @param folder that its files are in
 * @param key all that a part follows from, besides its folder and the code
 */
export type PlanParts = <T>(folder: string, key: readonly unknown[], plan: () => NewPlanPart<T>) => PlanPart<T>;

/** Each part is planned when it is asked for, and stays in memory. */
export const newParts: PlanParts = (folder, _key, plan) => {
  const { said, mistakes, folders: printed } = plan();
  const { folders, texts } = listFiles(printed);
  const list = () => folders;
  return { said, mistakes, subtree: subtreeOf(folder, subtreeSum(folders), list, (index) => texts[index] ?? '') };
};

/** How many parts have their texts in memory at a time. */
const most = 4;

/**
 * Parts that are planned once for all that they follow from. What is said of one, the list of its files and their texts
 * are kept apart: most are not read where nothing of them changed, and those of a fleet are not in memory together.
 */
export function keptParts({ results, code }: KeptResults): PlanParts {
  const last = lastUsed<readonly string[]>(most);
  return <T>(folder: string, key: readonly unknown[], plan: () => NewPlanPart<T>): PlanPart<T> => {
    const name = keySum('part', code.plan, folder, ...key);
    const [ofFiles, ofTexts] = [keySum('files', name), keySum('texts', name)];
    // What somebody removed meanwhile is planned again.
    const list = () => results.get<readonly PlannedFolder[]>(ofFiles) ?? listFiles(plan().folders).folders;
    const text = (index: number) => {
      const texts = last(name, () => results.get<readonly string[]>(ofTexts) ?? listFiles(plan().folders).texts);
      return texts[index] ?? '';
    };
    const known = results.get<Kept<T>>(name);
    if (known) return { said: known.said, mistakes: [], subtree: subtreeOf(folder, known.files, list, text) };
    const { said, mistakes, folders: printed } = plan();
    const { folders, texts } = listFiles(printed);
    last(name, () => texts);
    const files = subtreeSum(folders);
    if (mistakes.length > 0) return { said, mistakes, subtree: subtreeOf(folder, files, () => folders, text) };
    results.put(name, { said, files } satisfies Kept<T>);
    results.put(ofFiles, folders);
    results.put(ofTexts, texts);
    // As it is read the next time: a key without a value is gone.
    return { said: JSON.parse(JSON.stringify(said)) as T, mistakes, subtree: subtreeOf(folder, files, list, text) };
  };
}

interface Kept<T> {
  readonly said: T;
  readonly files: SubtreeSum;
}
