import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { foldersAbove, parentOf } from '../files/path.ts';
import { Failure } from '../model/finding.ts';
import { attempt } from './attempt.ts';

const outside = /(^|\/)\.{0,2}(\/|$)|[\\\0]/;

/**
 * Checks that no path of a plan points outside of the root.
 * @throws Failure naming the path
 */
export function assertInside(paths: Iterable<string>): void {
  for (const path of paths) {
    if (!outside.test(path)) continue;
    const fix = 'This is a defect of the generator: plans hold plain paths from the repository root.';
    throw new Failure(`The plan holds "${path}", which is no path inside the repository.`, fix);
  }
}

/**
 * Checks that no owned folder, no folder of a planned file outside of those, and none above them is a symbolic link, or
 * something else that is no folder. Links *inside* owned folders are stale and are not checked here.
 * @throws Failure naming the path
 */
export function requireFolders(root: string, folders: Iterable<string>): void {
  const seen = new Set(['']);
  for (const folder of folders) {
    for (const part of [folder, ...foldersAbove(folder)].reverse()) {
      if (seen.has(part)) continue;
      seen.add(part);
      requireFolder(root, part);
    }
  }
}

function requireFolder(root: string, path: string): void {
  const stat = attempt('look at', path, () => lstatSync(join(root, path), { throwIfNoEntry: false }));
  if (stat === undefined || stat.isDirectory()) return;
  const kind = stat.isSymbolicLink() ? 'a symbolic link' : 'not a folder';
  const place = parentOf(path) === '' ? 'the repository root' : parentOf(path);
  throw new Failure(
    `${path} is ${kind}, and files are only generated into real folders of the repository.`,
    `Remove ${path} from ${place}; the next run makes the folder.`,
  );
}
