import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { git as runGit } from '../../../programs/testing/git.ts';
import { baseRevision } from '../baseRevision.ts';
import { withRevision } from '../changes.ts';

// A change is compared with what clusters have, or it is told that it is not: in every way in which a repository arrives
// on a machine. `base/size` is what a change may make smaller.

/** The file that a change makes smaller. */
export const size = 'base/size';
/** A folder that is deleted after the tests. */
export const folder = mkdtempSync(join(tmpdir(), 'situations-'));
after(() => rmSync(folder, { recursive: true, force: true }));
/** Runs git in a folder. */
export const git = (root: string, ...args: string[]) => runGit(root, args).trim();

/** Writes a file and commits everything. */
export function commit(root: string, text: string, file = size): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--allow-empty', '--message', text);
}

/** `main` has 10, then 20; `change` has three commits from there, of which the first makes it smaller. */
export const origin = join(folder, 'origin');
mkdirSync(origin);
git(origin, 'init', '--quiet', '--template=');
git(origin, 'config', 'uploadpack.allowFilter', 'true');
commit(origin, '10');
commit(origin, '20');
/** The last commit of `main`, and the first one. */
export const [left = '', first = ''] = git(origin, 'rev-parse', 'HEAD', 'HEAD^').split('\n');
git(origin, 'switch', '--quiet', '--create', 'change');
commit(origin, '5');
commit(origin, 'other', 'base/other');
commit(origin, 'more', 'base/other');
git(origin, 'switch', '--quiet', 'main');

let clones = 0;
/** A clone; those without options are copies of one. */
export function clone(...args: string[]): string {
  const root = join(folder, `clone-${++clones}`);
  if (args.length === 0) cpSync(plain, root, { recursive: true });
  else runGit(folder, ['clone', '--quiet', '--template=', ...args, `file://${origin}`, root]);
  return root;
}
const plain = clone('--origin', 'origin');

/** A clone on the branch `change`. */
export function onChange(...args: string[]): string {
  if (args.length > 0) return clone('--branch', 'change', ...args);
  const root = clone();
  git(root, 'switch', '--quiet', 'change');
  return root;
}

/** A clone, on a new branch with one commit that makes it smaller. */
export function onNewBranch(root = clone()): string {
  git(root, 'switch', '--quiet', '--create', 'new');
  commit(root, '5');
  return root;
}

/** A clone, with two commits on its branch, of which the first makes it smaller. */
export function withTwoCommits(root: string): string {
  commit(root, '5');
  commit(root, 'other', 'base/other');
  return root;
}

/** What is here is what the remote `origin` has as the target branch. */
export function push(root: string): void {
  git(root, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
}

/** A clone on a new branch, of a repository whose target branch has another name. */
export function renamed(branch: string): string {
  const root = onNewBranch();
  git(root, 'update-ref', `refs/remotes/origin/${branch}`, left);
  git(root, 'symbolic-ref', 'refs/remotes/origin/HEAD', `refs/remotes/origin/${branch}`);
  git(root, 'update-ref', '-d', 'refs/remotes/origin/main');
  git(root, 'branch', '--quiet', '-D', 'main');
  return root;
}

/** What is asked of a situation: the folder of the tree, and what the CI system says. */
interface Situation {
  readonly root: string;
  readonly said?: Readonly<Record<string, string>>;
}

/** A situation, and what it is compared with: what `base/size` had, and the name of the base revision. */
type Case = readonly [title: string, make: () => Situation, expected: string];

/** A test for each situation. */
export function areCompared(situations: readonly Case[]): void {
  for (const [title, make, expected] of situations) {
    test(`${title}: ${expected.replace(/\.\*/, '…')}`, async () => {
      const { root, said = {} } = make();
      assert.match(await outcome(root, said), new RegExp(`^${expected.replaceAll('^', '\\^')}$`));
    });
  }
}

/** What `base/size` had at the base revision, and the name of that; else why there is none. */
async function outcome(root: string, said: Readonly<Record<string, string>>): Promise<string> {
  try {
    const base = await baseRevision(root, undefined, said);
    if (base.kind !== 'commit') return `${base.kind}: ${base.why}`;
    const was = await withRevision(root, base.commit, async (files) => readFileSync(join(files, size), 'utf8'));
    return `${was.trim()} of ${base.name}`;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}
