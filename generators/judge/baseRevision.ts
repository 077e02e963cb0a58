import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../model/finding.ts';
import { type Git, gitFailure, gitOutput, openGit } from '../programs/git.ts';
import { outputOf, run } from '../programs/run.ts';

/** The revision that a change is compared with. */
export type BaseRevision =
  | { readonly kind: 'commit'; readonly commit: string; readonly name: string }
  /** The first commit, or no git repository at all: there is no earlier revision. */
  | { readonly kind: 'none'; readonly why: string }
  /** The history exists, but not in this clone: it is shallow. */
  | { readonly kind: 'missing'; readonly why: string };

/** The target branch of changes, unless another revision is given. */
const targets = ['origin/main', 'main'];

/**
 * The revision to compare with: the wanted one; else the merge base of HEAD and the target branch. On the target branch
 * itself that is the commit before, or HEAD while there are changes that are not committed.
 * @throws Failure when the wanted revision does not exist, or when git fails
 */
export async function baseRevision(root: string, wanted?: string): Promise<BaseRevision> {
  const git = openGit(root);
  if (wanted !== undefined) {
    const commit = await commitOf(git, wanted);
    if (commit) return { kind: 'commit', commit, name: wanted };
    throw new Failure(`There is no revision ${wanted} in ${root}`, 'Fetch it first: git fetch origin.');
  }
  const head = await commitOf(git, 'HEAD');
  if (!head) return { kind: 'none', why: 'there is no commit yet' };
  for (const target of targets) {
    const tip = await commitOf(git, target);
    const commit = tip && (await answer(git, `compare HEAD with ${target}`, ['merge-base', head, tip]));
    if (commit && commit !== head) return { kind: 'commit', commit, name: target };
  }
  const changes = ['status', '--porcelain', '--', 'base', 'overlays'];
  if (await gitOutput(git, 'look for changes', changes)) return { kind: 'commit', commit: head, name: 'HEAD' };
  const parent = await commitOf(git, 'HEAD^');
  if (parent) return { kind: 'commit', commit: parent, name: 'HEAD^' };
  const shallow = await gitOutput(git, 'look at this clone', ['rev-parse', '--is-shallow-repository']);
  if (shallow.trim() === 'true') {
    return { kind: 'missing', why: 'this clone is shallow and lacks the commit before' };
  }
  return { kind: 'none', why: 'this is the first commit' };
}

/** Files below `base` and `overlays` that differ between a commit and the working tree, new ones included. */
export async function changedSince(root: string, commit: string): Promise<string[]> {
  const git = openGit(root);
  const below = ['-z', '--', 'base', 'overlays'];
  const changed = await gitOutput(git, 'list what changed', ['diff', '--name-only', commit, ...below]);
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

/** The commit that a revision names, or nothing where there is none, or no repository at all. */
const commitOf = (git: Git, revision: string): Promise<string> =>
  answer(git, `look up ${revision}`, ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]);

/**
 * The output of git, or an empty text where there is no result: git then exits with status 1, or prints nothing. An
 * error message of git is a failure, unless it says that there is no repository.
 */
async function answer(git: Git, what: string, args: readonly string[]): Promise<string> {
  const result = await git(args);
  if (result.status === 0) return result.stdout.trimEnd();
  const { status, stderr } = result;
  if (status === 1 || (status === 128 && (stderr === '' || noRepository.test(stderr)))) return '';
  throw gitFailure(what, result);
}

const noRepository = /^fatal: not a git repository/m;
