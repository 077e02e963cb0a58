import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Failure } from '../model/finding.ts';

const run = promisify(execFile);

/** What a change is compared with. */
export type BaseRevision =
  | { readonly kind: 'commit'; readonly commit: string; readonly name: string }
  /** The first commit, or no git repository at all: nothing came before. */
  | { readonly kind: 'none'; readonly why: string }
  /** There is a history, but it is not here: a shallow clone. */
  | { readonly kind: 'missing'; readonly why: string };

/** The branch that changes go into, where nobody says otherwise. */
const targets = ['origin/main', 'main'];

/**
 * The revision to compare with: the one asked for; else where the present work left the target branch. On the target
 * branch itself that is the commit before, or HEAD while there are changes that are not committed.
 * @throws Failure when a revision was asked for that does not exist
 */
export async function baseRevision(root: string, wanted?: string): Promise<BaseRevision> {
  const git = (...args: string[]) => gitOutput(root, args);
  if (wanted !== undefined) {
    const commit = await git('rev-parse', '--verify', '--quiet', `${wanted}^{commit}`);
    if (commit) return { kind: 'commit', commit, name: wanted };
    throw new Failure(`There is no revision ${wanted} in ${root}`, 'Fetch it first: git fetch origin.');
  }
  const head = await git('rev-parse', '--verify', '--quiet', 'HEAD');
  if (!head) return { kind: 'none', why: 'there is no commit yet' };
  for (const target of targets) {
    const commit = await git('merge-base', 'HEAD', target);
    if (commit && commit !== head) return { kind: 'commit', commit, name: target };
  }
  if (await git('status', '--porcelain', '--', 'base', 'overlays'))
    return { kind: 'commit', commit: head, name: 'HEAD' };
  const parent = await git('rev-parse', '--verify', '--quiet', 'HEAD^');
  if (parent) return { kind: 'commit', commit: parent, name: 'HEAD^' };
  if ((await git('rev-parse', '--is-shallow-repository')) === 'true') {
    return { kind: 'missing', why: 'this clone is shallow: the commit before is not here' };
  }
  return { kind: 'none', why: 'this is the first commit' };
}

/** Files below `base` and `overlays` that differ between a commit and the working tree, new ones included. */
export async function changedSince(root: string, commit: string): Promise<string[]> {
  const changed = await gitOutput(root, ['diff', '--name-only', '-z', commit, '--', 'base', 'overlays']);
  const added = await gitOutput(root, ['ls-files', '--others', '--exclude-standard', '-z', '--', 'base', 'overlays']);
  return [...changed.split('\0'), ...added.split('\0')].filter((path) => path !== '');
}

/** Runs `work` in a temporary folder that holds `base` and `overlays` as they were at a commit. */
export async function withRevision<T>(root: string, commit: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'base-revision-'));
  try {
    const tracked = (await gitOutput(root, ['ls-tree', '--name-only', commit, 'base', 'overlays'])).split('\n');
    const present = tracked.filter((name) => name !== '');
    if (present.length > 0) {
      const archive = join(folder, '.archive.tar');
      await run('git', ['archive', `--output=${archive}`, commit, '--', ...present], { cwd: root });
      await run('tar', ['-x', '-f', archive, '-C', folder]);
      await rm(archive);
    }
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What git prints, or nothing where it has no answer. */
async function gitOutput(root: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run('git', [...args], { cwd: root, maxBuffer: 64 * 2 ** 20 });
    return stdout.trimEnd();
  } catch {
    return '';
  }
}
