import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { git as runGit } from '../../programs/testing/git.ts';
import { baseRevision } from './baseRevision.ts';
import { withRevision } from './changes.ts';

// A change is compared with what clusters have, or it is told that it is not: in every way in which a repository arrives
// on a machine. `base/size` is what a change may make smaller.

const size = 'base/size';
const folder = mkdtempSync(join(tmpdir(), 'situations-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const git = (root: string, ...args: string[]) => runGit(root, args).trim();

function commit(root: string, text: string, file = size): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--allow-empty', '--message', text);
}

/** `main` has 10, then 20; `change` has three commits from there, of which the first makes it smaller. */
const origin = join(folder, 'origin');
mkdirSync(origin);
git(origin, 'init', '--quiet', '--template=');
git(origin, 'config', 'uploadpack.allowFilter', 'true');
commit(origin, '10');
commit(origin, '20');
const [left = '', first = ''] = git(origin, 'rev-parse', 'HEAD', 'HEAD^').split('\n');
git(origin, 'switch', '--quiet', '--create', 'change');
commit(origin, '5');
commit(origin, 'other', 'base/other');
commit(origin, 'more', 'base/other');
git(origin, 'switch', '--quiet', 'main');

let clones = 0;
/** A clone; those without options are copies of one. */
function clone(...args: string[]): string {
  const root = join(folder, `clone-${++clones}`);
  if (args.length === 0) cpSync(plain, root, { recursive: true });
  else runGit(folder, ['clone', '--quiet', '--template=', ...args, `file://${origin}`, root]);
  return root;
}
const plain = clone('--origin', 'origin');

/** A clone on the branch `change`. */
function onChange(...args: string[]): string {
  if (args.length > 0) return clone('--branch', 'change', ...args);
  const root = clone();
  git(root, 'switch', '--quiet', 'change');
  return root;
}

/** A clone on a new branch with one commit that makes it smaller. */
function onNewBranch(...args: string[]): string {
  const root = clone(...args);
  git(root, 'switch', '--quiet', '--create', 'new');
  commit(root, '5');
  return root;
}

/** As GitHub checks out a pull request: the merge of it into the target branch, which went on. */
function merged(root = clone()): string {
  commit(root, 'went on', 'base/main');
  git(root, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
  git(root, 'checkout', '--quiet', '--detach');
  git(root, 'merge', '--quiet', '--no-edit', 'origin/change');
  return root;
}

function renamed(branch: string): string {
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

/** An event of GitHub in a file. */
function event(content: object): string {
  const path = join(mkdtempSync(join(folder, 'event-')), 'event.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const situations: readonly (readonly [title: string, make: () => Situation, expected: string])[] = [
  ['a branch of three commits', () => ({ root: onChange() }), '20 of origin/main'],
  [
    'a branch whose last commit took the change back',
    () => {
      const root = onNewBranch();
      commit(root, '20');
      return { root };
    },
    '20 of origin/main',
  ],
  [
    'commits on the target branch that are not pushed',
    () => {
      const root = clone();
      commit(root, '5');
      commit(root, 'other', 'base/other');
      return { root };
    },
    '20 of origin/main',
  ],
  [
    'the same where the remote has another name',
    () => {
      const root = clone('--origin', 'company');
      commit(root, '5');
      commit(root, 'other', 'base/other');
      return { root };
    },
    '20 of company/main',
  ],
  [
    'a fork whose own target branch is behind',
    () => {
      const root = onNewBranch('--origin', 'upstream');
      git(root, 'remote', 'add', 'origin', '/nowhere');
      git(root, 'update-ref', 'refs/remotes/origin/main', first);
      return { root };
    },
    '20 of upstream/main',
  ],
  [
    'a commit of the target branch while `main` here is behind',
    () => {
      const root = clone();
      commit(root, '15');
      git(root, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
      git(root, 'checkout', '--quiet', '--detach');
      git(root, 'branch', '--force', 'main', first);
      return { root };
    },
    '20 of HEAD^',
  ],
  ['a default branch `release/1.x`', () => ({ root: renamed('release/1.x') }), '20 of origin/HEAD'],
  [
    'a tag with the name of the target branch',
    () => {
      const root = onNewBranch();
      git(root, 'tag', 'origin/main', 'HEAD');
      git(root, 'tag', 'main', 'HEAD');
      return { root };
    },
    '20 of origin/main',
  ],
  [
    'a commit that this clone alone replaced',
    () => {
      const root = onNewBranch();
      git(root, 'replace', left, 'HEAD');
      return { root };
    },
    '20 of origin/main',
  ],
  [
    'a branch called HEAD',
    () => {
      const root = onNewBranch();
      git(root, 'update-ref', 'refs/heads/HEAD', left);
      return { root };
    },
    '20 of origin/main',
  ],
  [
    'a branch that shares nothing with the target branch',
    () => {
      const root = clone();
      git(root, 'checkout', '--quiet', '--orphan', 'unrelated');
      commit(root, '5');
      return { root };
    },
    'missing: HEAD shares no commit with origin/main, main, origin/HEAD',
  ],
  [
    'two merge bases, because each was merged into the other',
    () => {
      const root = onChange();
      git(root, 'switch', '--quiet', '--detach', 'origin/main');
      commit(root, 'went on', 'base/main');
      const main = git(root, 'rev-parse', 'HEAD');
      git(root, 'merge', '--quiet', '--no-edit', 'change');
      git(root, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
      git(root, 'switch', '--quiet', 'change');
      git(root, 'merge', '--quiet', '--no-edit', main);
      return { root };
    },
    'missing: HEAD and origin/main have 2 merge bases',
  ],
  ['a merge by GitHub', () => ({ root: merged(), said: { GITHUB_BASE_REF: 'main' } }), '20 of origin/main'],
  [
    'a merge by GitLab, without the target branch',
    () => {
      const root = merged();
      const said = {
        CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
        CI_MERGE_REQUEST_TARGET_BRANCH_SHA: git(root, 'rev-parse', 'HEAD^'),
        CI_MERGE_REQUEST_DIFF_BASE_SHA: first,
      };
      for (const ref of ['refs/remotes/origin/main', 'refs/heads/main']) git(root, 'update-ref', '-d', ref);
      return { root, said };
    },
    '20 of the base that the CI system names',
  ],
  [
    'a pull request in Drone, which names the branch of a push in the same way',
    () => {
      const root = onChange();
      git(root, 'update-ref', 'refs/remotes/origin/release/one', first);
      return { root, said: { DRONE_TARGET_BRANCH: 'release/one', DRONE_PULL_REQUEST: '1' } };
    },
    '10 of origin/release/one',
  ],
  [
    'a push in Drone to another branch than the target branch',
    () => ({ root: onChange(), said: { DRONE_TARGET_BRANCH: 'change', DRONE_COMMIT_BEFORE: left } }),
    '20 of origin/main',
  ],
  [
    'a pull request in Woodpecker',
    () => {
      const root = onChange();
      git(root, 'update-ref', 'refs/remotes/origin/release/one', first);
      return { root, said: { CI_COMMIT_TARGET_BRANCH: 'release/one' } };
    },
    '10 of origin/release/one',
  ],
  [
    'a push in GitHub where the default branch is `trunk`: a checkout there has no origin/HEAD',
    () => {
      const root = renamed('trunk');
      git(root, 'update-ref', '-d', '--no-deref', 'refs/remotes/origin/HEAD');
      return { root, said: { GITHUB_EVENT_PATH: event({ repository: { default_branch: 'trunk' } }) } };
    },
    '20 of origin/trunk',
  ],
  [
    'a push in GitLab where it is `trunk`',
    () => {
      const root = renamed('trunk');
      git(root, 'update-ref', '-d', '--no-deref', 'refs/remotes/origin/HEAD');
      return { root, said: { CI_DEFAULT_BRANCH: 'trunk' } };
    },
    '20 of origin/trunk',
  ],
  [
    'a push by force that dropped the last commit of the target branch',
    () => {
      const root = clone();
      git(root, 'reset', '--quiet', '--hard', first);
      git(root, 'update-ref', 'refs/remotes/origin/main', first);
      return { root, said: { CI: 'true', CI_COMMIT_BEFORE_SHA: left } };
    },
    '20 of the commit before the push',
  ],
  [
    'a push by force that replaced it',
    () => {
      const root = clone();
      git(root, 'reset', '--quiet', '--hard', first);
      commit(root, 'other', 'base/other');
      git(root, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
      return { root, said: { CI: 'true', CI_COMMIT_BEFORE_SHA: left } };
    },
    '20 of the commit before the push',
  ],
  [
    'the event of a pull request that changes nothing yet: its commit before is its own',
    () => {
      const before = '1'.repeat(40);
      return { root: clone(), said: { GITHUB_EVENT_PATH: event({ before, pull_request: {} }) } };
    },
    '10 of HEAD^',
  ],
  [
    'a file that a pipeline changed before: it is no change that somebody makes',
    () => {
      const root = clone();
      writeFileSync(join(root, size), '5');
      return { root, said: { CI: 'true' } };
    },
    '10 of HEAD^',
  ],
  [
    'a new file on the target branch, where git does not show new files',
    () => {
      const root = clone();
      git(root, 'config', 'status.showUntrackedFiles', 'no');
      writeFileSync(join(root, 'base/new'), '');
      return { root };
    },
    '20 of HEAD',
  ],
  [
    'a change that is staged alone',
    () => {
      const root = clone();
      writeFileSync(join(root, size), '5');
      git(root, 'add', '--all');
      return { root };
    },
    '20 of HEAD',
  ],
  [
    'an index that another git has locked',
    () => {
      const root = onChange();
      writeFileSync(join(root, '.git/index.lock'), '');
      return { root };
    },
    '20 of origin/main',
  ],
  ...([1, 2] as const).map(
    (depth) =>
      [
        `a clone of depth ${depth} of every branch`,
        () => ({ root: onChange('--depth', `${depth}`, '--no-single-branch') }),
        'missing: none of origin/main, main, origin/HEAD is here and shares a commit with HEAD',
      ] as const,
  ),
  [
    'a clone of depth 50 of every branch',
    () => ({ root: onChange('--depth', '50', '--no-single-branch') }),
    '20 of origin/main',
  ],
  ['a clone without old files', () => ({ root: onChange('--filter=blob:none') }), '20 of origin/main'],
  ['a clone without old folders', () => ({ root: onChange('--filter=tree:0') }), '20 of origin/main'],
  [
    'a second work tree of the repository',
    () => {
      const main = clone();
      const root = `${main}-tree`;
      git(main, 'worktree', 'add', '--quiet', root, 'change');
      return { root };
    },
    '20 of origin/main',
  ],
  [
    'a submodule of another repository',
    () => {
      const outer = join(folder, 'outer');
      mkdirSync(outer);
      git(outer, 'init', '--quiet');
      git(outer, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', `file://${origin}`, 'platform');
      const root = join(outer, 'platform');
      git(root, 'checkout', '--quiet', '--detach', 'origin/change');
      return { root };
    },
    '20 of origin/main',
  ],
  [
    'a line in .gitattributes that keeps the file out of archives',
    () => {
      const root = clone();
      commit(root, 'base/** export-ignore', '.gitattributes');
      commit(root, 'other', 'base/other');
      git(root, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
      git(root, 'switch', '--quiet', '--create', 'new');
      commit(root, '5');
      return { root };
    },
    '20 of origin/main',
  ],
  [
    'a filter, as of Git LFS: what is compared is what stands in the work tree',
    () => {
      const root = clone();
      git(root, 'config', 'filter.half.smudge', 'sed s/20/twenty/');
      git(root, 'config', 'filter.half.clean', 'sed s/twenty/20/');
      mkdirSync(join(root, '.git/info'), { recursive: true });
      writeFileSync(join(root, '.git/info/attributes'), 'base/size filter=half');
      git(root, 'switch', '--quiet', '--create', 'new');
      commit(root, '5');
      return { root };
    },
    'twenty of origin/main',
  ],
  [
    'a submodule in place of compared files',
    () => {
      const root = clone();
      git(root, 'update-index', '--add', '--cacheinfo', `160000,${first},base/sub`);
      git(root, 'commit', '--quiet', '--message', 'submodule');
      git(root, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
      git(root, 'switch', '--quiet', '--create', 'new');
      commit(root, '5');
      return { root };
    },
    'Failure: base/sub is a submodule at .*, so what it had cannot be compared.',
  ],
];

for (const [title, make, expected] of situations) {
  test(`${title}: ${expected.replace(/\.\*/, '…')}`, async () => {
    const { root, said = {} } = make();
    assert.match(await outcome(root, said), new RegExp(`^${expected.replaceAll('^', '\\^')}$`));
  });
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
