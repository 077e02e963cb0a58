import { foldersAbove } from '../files/path.ts';
import type { FileSpec, Plan } from '../model/file.ts';
import { Failure } from '../model/finding.ts';

/**
 * Checks the invariants of a plan before anything is written: no two files at one path, and none outside the folders
 * that the generator owns and the single paths that it may write. Of subtrees the folders are looked at: their files were
 * when they were planned ({@link assertOnce}).
 * @throws Failure naming the path and both sources: a mistake in an app or a building block
 */
export function assertInvariants(plan: Plan): Plan {
  const { separate, subtrees = [], owned, single = [] } = plan;
  const isOwned = (path: string) => owned.some((one) => path.startsWith(`${one}/`));
  const folders = new Set<string>();
  for (const folder of subtrees.map((one) => one.folder).sort()) {
    const name = folder.toLowerCase();
    if (!isOwned(`${folder}/`) || [name, ...foldersAbove(name)].some((one) => folders.has(one))) {
      throw new Failure(`The plan has ${folder} as a whole, and more in it`, defect);
    }
    folders.add(name);
  }
  assertOnce(separate);
  for (const { path, source } of separate) {
    if (foldersAbove(path.toLowerCase()).some((one) => folders.has(one))) {
      throw new Failure(`${source} writes ${path} into a folder that is planned as a whole`, defect);
    }
    if (!isOwned(path) && !single.includes(path)) {
      throw new Failure(
        `${source} writes ${path}, which is outside the generated folders`,
        'Write below base, or below apps or clusters of an environment.',
      );
    }
  }
  return plan;
}

const defect = 'This is a defect of the generator: each file is planned in one place.';

/**
 * Checks that no two files have one path, on disks that ignore case, too.
 * @throws Failure naming the path and both sources
 */
export function assertOnce(files: Iterable<Pick<FileSpec, 'path' | 'source'>>): void {
  const sources = new Map<string, string>();
  for (const { path, source } of files) {
    const name = path.toLowerCase();
    const other = sources.get(name);
    if (other !== undefined) {
      throw new Failure(
        `${source} and ${other} both write ${path}`,
        'Give the two objects different names: files are named after kind and name, and some disks ignore case.',
      );
    }
    sources.set(name, source);
  }
}
