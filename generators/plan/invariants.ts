import type { Plan } from '../model/file.ts';
import { Failure } from '../model/finding.ts';

/**
 * Checks the invariants of a plan before anything is written: no two files at one path, and none outside the folders
 * that the generator owns and the single paths that it may write.
 * @throws Failure naming the path and both sources: a mistake in an app or a building block
 */
export function assertInvariants(plan: Plan): Plan {
  const sources = new Map<string, string>();
  for (const { path, source } of plan.files) {
    const other = sources.get(path.toLowerCase());
    if (other !== undefined) {
      throw new Failure(
        `${source} and ${other} both write ${path}`,
        'Give the two objects different names: files are named after kind and name, and some disks ignore case.',
      );
    }
    sources.set(path.toLowerCase(), source);
    if (!plan.owned.some((folder) => path.startsWith(`${folder}/`)) && !plan.single?.includes(path)) {
      throw new Failure(
        `${source} writes ${path}, which is outside the generated folders`,
        'Write below base, or below apps or clusters of an environment.',
      );
    }
  }
  return plan;
}
