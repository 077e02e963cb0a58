import { Failure } from '../model/finding.ts';
import { folderOf, type Git, gitOutput, isShallow } from '../programs/git.ts';
import { trunk } from './ring.ts';

/** The commits of a remote's branches, by branch: `main` and all of `release/`. */
export type Branches = ReadonlyMap<string, string>;

/** The queries of a release about the repository's history. Commits are full hashes. */
export interface History {
  /** Fetches the branches as they are at this moment, with their commits. */
  fetch(): Promise<Branches>;
  /** The commit of a revision that a person wrote. */
  resolve(revision: string): Promise<string | undefined>;
  /** Whether `commit` is `of` or an ancestor of it. */
  isPartOf(commit: string, of: string): Promise<boolean>;
  /** The commits that a branch was at, newest first: `to` and its first parents, without those that `from` contains. */
  steps(from: string | undefined, to: string, most: number): Promise<readonly string[]>;
  /** How many commits `to` has that `from` lacks. */
  count(from: string | undefined, to: string): Promise<number>;
  /** Files that differ between two commits. Undefined when the clone lacks one of them. Paths begin at the root of the repository. */
  changed(a: string, b: string): Promise<ReadonlySet<string> | undefined>;
  /** The folder of the repository that the tree is in, with a slash at its end: empty at the root. */
  folder(): Promise<string>;
  /** Paths of the files of a commit below some folders. They begin at the tree's own folder. */
  list(commit: string, folders: readonly string[]): Promise<readonly string[]>;
  /** Texts of files of a commit, in the order of the paths. */
  read(commit: string, paths: readonly string[]): Promise<readonly string[]>;
}

/**
 * Opens the history of a remote through a clone.
 * @param remote name or address of the repository whose branches are read
 * @throws Failure from every function, when git fails
 */
export function openHistory(git: Git, remote: string): History {
  let whole = false;
  const known = new Map<string, Promise<ReadonlySet<string> | undefined>>();
  const commitAt = async (revision: string) => {
    const { status, stdout } = await git([
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${revision}^{commit}`,
    ]);
    return status === 0 ? stdout.trim() : undefined;
  };
  const range = (from: string | undefined, to: string) => (from === undefined ? [to] : [`${from}..${to}`]);
  // Git fails where the clone lacks a commit.
  const differences = async (a: string, b: string) => {
    const { status, stdout } = await git(['diff-tree', '-r', '-z', '--name-only', '--no-renames', a, b]);
    return status === 0 ? new Set(split(stdout)) : undefined;
  };
  return {
    async fetch() {
      if (!whole) await refuseShallow(git);
      whole = true;
      known.clear();
      const branches = await remoteBranches(git, remote);
      const refs = [...branches.keys()].map((branch) => `refs/heads/${branch}`);
      if (refs.length > 0) {
        const args = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--no-auto-gc', remote, ...refs];
        await gitOutput(git, `fetch from ${remote}`, args);
      }
      return branches;
    },
    resolve: commitAt,
    isPartOf: async (commit, of) => (await git(['merge-base', '--is-ancestor', commit, of])).status === 0,
    async steps(from, to, most) {
      const args = ['rev-list', '--first-parent', `--max-count=${most}`, ...range(from, to)];
      return (await gitOutput(git, 'list commits', args)).split('\n').filter(Boolean);
    },
    count: async (from, to) =>
      Number(await gitOutput(git, 'count commits', ['rev-list', '--count', ...range(from, to)])),
    changed(a, b) {
      const key = `${a} ${b}`;
      const found = known.get(key) ?? (a === b ? Promise.resolve(new Set<string>()) : differences(a, b));
      known.set(key, found);
      return found;
    },
    folder: () => folderOf(git),
    async list(commit, folders) {
      const args = ['ls-tree', '-r', '-z', '--name-only', commit, '--', ...folders];
      return split(await gitOutput(git, 'list files', args));
    },
    read: (commit, paths) => readBlobs(git, commit, paths),
  };
}

async function remoteBranches(git: Git, remote: string): Promise<Branches> {
  const refs = [`refs/heads/${trunk}`, 'refs/heads/release/*'];
  const text = await gitOutput(git, `read the branches of ${remote}`, ['ls-remote', '--quiet', remote, ...refs]);
  const lines = text.split('\n').map((line) => line.split('\t') as [string, string?]);
  return new Map(lines.flatMap(([commit, ref]) => (ref ? [[ref.replace('refs/heads/', ''), commit]] : [])));
}

async function refuseShallow(git: Git): Promise<void> {
  if (!(await isShallow(git))) return;
  const fix = 'Run `git fetch --unshallow`, or have CI clone the whole history.';
  throw new Failure('This clone is shallow: the history of releases is not in it.', fix);
}

/** One process for all files: `git cat-file --batch` prints a line with the size, the bytes, and a line feed. */
async function readBlobs(git: Git, commit: string, paths: readonly string[]): Promise<readonly string[]> {
  if (paths.length === 0) return [];
  const folder = await folderOf(git);
  const input = paths.map((path) => `${commit}:${folder}${path}\n`).join('');
  const bytes = Buffer.from(await gitOutput(git, 'read files', ['cat-file', '--batch'], input));
  let at = 0;
  return paths.map((path) => {
    const end = bytes.indexOf('\n', at);
    const size = Number(/ blob (\d+)$/.exec(bytes.subarray(at, end).toString())?.[1]);
    if (Number.isNaN(size)) throw new Failure(`There is no file ${path} at ${commit}.`, 'Fetch, and try again.');
    at = end + 1 + size + 1;
    return bytes.subarray(end + 1, end + 1 + size).toString();
  });
}

function split(text: string): string[] {
  return text.split('\0').filter((path) => path !== '');
}
