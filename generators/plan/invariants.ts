import { posix } from 'node:path';
import type { Plan } from '../model/file.ts';
import { Failure } from '../model/finding.ts';

/**
 * Checks the invariants of a plan before anything is written: no two files at one path, and none outside the folders
 * that the generator owns and the single paths that it may write.
 * @throws Failure naming the path and both sources: a mistake in an app or a building block
 */
export function assertInvariants(plan: Plan): Plan {
  const sources = new Map<string, string>();
  const folders = new Map<string, boolean>();
  const isOwned = (path: string) => {
    const folder = posix.dirname(path);
    const known = folders.get(folder) ?? plan.owned.some((one) => path.startsWith(`${one}/`));
    folders.set(folder, known);
    return known;
  };
  for (const { path, source } of plan.files) {
    const name = path.toLowerCase();
    const other = sources.get(name);
    if (other !== undefined) {
      throw new Failure(
        `${source} and ${other} both write ${path}`,
        'Give the two objects different names: files are named after kind and name, and some disks ignore case.',
      );
    }
    sources.set(name, source);
    if (!isOwned(path) && !plan.single?.includes(path)) {
      throw new Failure(
        `${source} writes ${path}, which is outside the generated folders`,
        'Write below base, or below apps or clusters of an environment.',
      );
    }
  }
  return plan;
}
