import { spawnSync } from 'node:child_process';

/**
 * Blob id by path of everything in the commit that is checked out, below `root`. Empty where there is no git, no
 * repository or no commit.
 */
export function committed(root: string): Map<string, string> {
  // A hook's own variables name another work tree or index; what counts is the repository around `root`.
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, ...env } = process.env;
  const blobs = new Map<string, string>();
  const git = spawnSync('git', ['ls-tree', '-r', '-z', 'HEAD'], {
    cwd: root,
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (git.status !== 0) return blobs;
  for (const line of git.stdout.split('\0')) {
    const [, , id, path] = /^(\d+ \w+) (\w+)\t(.*)$/s.exec(line) ?? [];
    if (id !== undefined && path !== undefined) blobs.set(path, id);
  }
  return blobs;
}
