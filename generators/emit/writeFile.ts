import { renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { attempt, isSystemError } from './attempt.ts';

/**
 * Writes a file atomically: into a temporary file of the same folder, then by rename. A reader sees the old content or
 * the new. A link at the path is replaced, never followed.
 *
 * There is no fsync, which would take minutes for thousands of files: when the process is killed, the kernel still
 * writes what it has received, and after a power cut the next run compares contents and rewrites files that are
 * incomplete.
 * @param root absolute path of the repository
 * @param path from the root; its folder exists
 * @throws Failure naming the path
 */
export function writeFile(root: string, path: string, content: string | Uint8Array): void {
  const temporary = join(dirname(path), `.generate-${process.pid}.tmp`).replaceAll('\\', '/');
  attempt('write', path, () => {
    try {
      create(join(root, temporary), content);
    } catch (error) {
      if (!isSystemError(error, 'EEXIST')) throw error;
      // It is of a killed run that had the same process id; or what stands there is in the way, and cannot be removed.
      attempt('write', temporary, () => unlinkSync(join(root, temporary)));
      create(join(root, temporary), content);
    }
  });
  attempt('write', path, () => {
    try {
      renameSync(join(root, temporary), join(root, path));
    } catch (error) {
      unlinkSync(join(root, temporary));
      throw error;
    }
  });
}

/** Whether a path is that of a temporary file of {@link writeFile}, left behind by a killed run. */
export function isTemporary(path: string): boolean {
  return /^\.generate-\d+\.tmp$/.test(basename(path));
}

/** Creates a new file, whole or not at all. */
function create(file: string, content: string | Uint8Array): void {
  try {
    writeFileSync(file, content, { flag: 'wx' });
  } catch (error) {
    if (!isSystemError(error, 'EEXIST')) rmSync(file, { force: true });
    throw error;
  }
}
