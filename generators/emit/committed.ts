import { openGit } from '../programs/git.ts';

/**
 * Blob id by path of everything in the commit that is checked out, below `root`. Empty where there is no git, no
 * repository or no commit.
 */
export function committed(root: string): Map<string, string> {
  const blobs = new Map<string, string>();
  const { status, stdout } = openGit(root).sync(['ls-tree', '-r', '-z', 'HEAD']);
  if (status !== 0) return blobs;
  for (const line of stdout.split('\0')) {
    const [, , id, path] = /^(\d+ \w+) (\w+)\t(.*)$/s.exec(line) ?? [];
    if (id !== undefined && path !== undefined) blobs.set(path, id);
  }
  return blobs;
}
