import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gitOutput, openGit } from '../../programs/git.ts';
import { outputOf, run } from '../../programs/run.ts';

/**
 * Files below `base` and `overlays` that differ between a commit and the working tree, new ones included. Their paths
 * begin at `root`, which may be a folder of a larger repository.
 */
export async function changedSince(root: string, commit: string): Promise<string[]> {
  const git = openGit(root);
  const below = ['-z', '--', 'base', 'overlays'];
  const diff = ['diff', '--name-only', '--relative', '--no-renames', commit];
  const changed = await gitOutput(git, 'list what changed', [...diff, ...below]);
  const added = await gitOutput(git, 'list new files', ['ls-files', '--others', '--exclude-standard', ...below]);
  return [...changed.split('\0'), ...added.split('\0')].filter((path) => path !== '');
}

/** Runs `work` in a temporary folder that holds `base` and `overlays` as they were at a commit. */
export async function withRevision<T>(root: string, commit: string, work: (folder: string) => Promise<T>): Promise<T> {
  const git = openGit(root);
  const folder = await mkdtemp(join(tmpdir(), 'base-revision-'));
  try {
    const tracked = await gitOutput(git, 'list folders', ['ls-tree', '--name-only', commit, 'base', 'overlays']);
    const present = tracked.split('\n').filter((name) => name !== '');
    if (present.length > 0) {
      const archive = join(folder, '.archive.tar');
      await gitOutput(git, 'read files', ['archive', `--output=${archive}`, commit, '--', ...present]);
      outputOf(await run('tar', ['-x', '-f', archive, '-C', folder]));
      await rm(archive);
    }
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
