import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { git } from '../../programs/testing/git.ts';
import { type BaseRevision, baseRevision as withVariables } from './baseRevision.ts';
import { changedSince, withRevision } from './changes.ts';

/** The base revision where no CI system says anything, without what to do where it is missing. */
async function baseRevision(root: string, wanted?: string, variables = {}): Promise<Partial<BaseRevision>> {
  const { fix: _fix, ...found }: BaseRevision & { fix?: string } = await withVariables(root, wanted, variables);
  return found;
}

/** An empty folder, deleted after the test. */
function scratch(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'base-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A repository whose `main` has so many commits, each with another text in `base/a`. */
function repository(t: TestContext, commits: number): { root: string; commit: (text: string) => string } {
  const root = scratch(t);
  git(root, ['init', '--quiet']);
  const commit = (text: string) => {
    mkdirSync(join(root, 'base'), { recursive: true });
    writeFileSync(join(root, 'base/a'), text);
    git(root, ['add', '.']);
    git(root, ['commit', '--quiet', '--message', text]);
    return git(root, ['rev-parse', 'HEAD']).trim();
  };
  for (let number = 1; number <= commits; number++) commit(`${number}`);
  return { root, commit };
}

test('nothing came before the first commit and before any commit', async (t) => {
  const none = (why: string) => ({ kind: 'none', why });
  assert.deepEqual(await baseRevision(repository(t, 0).root), none('there is no commit yet'));
  assert.deepEqual(await baseRevision(repository(t, 1).root), none('this is the first commit'));
});

test('on the target branch it is HEAD while there are changes, else the commit before', async (t) => {
  const { root } = repository(t, 2);
  const commit = (name: string) => ({ kind: 'commit', commit: git(root, ['rev-parse', name]).trim(), name });
  assert.deepEqual(await baseRevision(root), commit('HEAD^'));
  writeFileSync(join(root, 'base/a'), 'not committed');
  assert.deepEqual(await baseRevision(root), commit('HEAD'));
});

test('on another branch it is where that one left the target branch', async (t) => {
  const { root, commit } = repository(t, 2);
  const left = git(root, ['rev-parse', 'HEAD']).trim();
  git(root, ['switch', '--quiet', '--create', 'change']);
  commit('changed');
  assert.deepEqual(await baseRevision(root), { kind: 'commit', commit: left, name: 'main' });
  git(root, ['switch', '--quiet', '--orphan', 'unrelated']);
  commit('unrelated');
  assert.deepEqual(await baseRevision(root), { kind: 'missing', why: 'HEAD shares no commit with main' });
});

test('without a repository it is unknown what came before', async (t) => {
  const missing = { kind: 'missing', why: 'this folder is in no git repository' };
  assert.deepEqual(await baseRevision(scratch(t)), missing);
  assert.deepEqual(await baseRevision(scratch(t), 'main'), missing);
});

/** A repository of two commits on `main` and three on `change`, as a CI system clones it. */
function cloned(t: TestContext, ...args: string[]): { clone: string; origin: string; hash: (name: string) => string } {
  const { root: origin, commit } = repository(t, 2);
  git(origin, ['switch', '--quiet', '--create', 'change']);
  for (const text of ['first', 'second', 'third']) commit(text);
  git(origin, ['switch', '--quiet', 'main']);
  const clone = scratch(t);
  git(clone, ['clone', '--quiet', ...args, `file://${origin}`, '.']);
  git(clone, ['checkout', '--quiet', '--detach']);
  return { clone, origin, hash: (name) => git(origin, ['rev-parse', name]).trim() };
}

test('a clone of one branch alone does not show what came before: HEAD^ would be the last commit alone', async (t) => {
  for (const depth of [['--depth', '50'], ['--depth', '1'], []]) {
    const { clone } = cloned(t, ...depth, '--single-branch', '--branch', 'change');
    assert.deepEqual(await baseRevision(clone), {
      kind: 'missing',
      why: 'none of origin/main, main, origin/HEAD is here and shares a commit with HEAD',
    });
  }
});

test('a default branch with another name than main is the target branch', async (t) => {
  const { root: origin, commit } = repository(t, 2);
  git(origin, ['branch', '--move', 'main', 'trunk']);
  const clone = scratch(t);
  git(clone, ['clone', '--quiet', `file://${origin}`, '.']);
  git(clone, ['switch', '--quiet', '--create', 'change']);
  for (const text of ['first', 'second']) {
    writeFileSync(join(clone, 'base/a'), text);
    git(clone, ['commit', '--quiet', '--all', '--message', text]);
  }
  const left = git(origin, ['rev-parse', 'trunk']).trim();
  assert.deepEqual(await baseRevision(clone), { kind: 'commit', commit: left, name: 'origin/HEAD' });
  commit('goes on');
  git(clone, ['fetch', '--quiet']);
  assert.deepEqual(await baseRevision(clone), { kind: 'commit', commit: left, name: 'origin/HEAD' });
});

test('of a pull request the CI system says what it goes into', async (t) => {
  const { clone, origin, hash } = cloned(t, '--branch', 'change');
  git(origin, ['branch', 'release/one', 'change~2']);
  git(clone, ['fetch', '--quiet']);
  const left = { kind: 'commit', commit: hash('change~2'), name: 'origin/release/one' };
  for (const variable of [
    'GITHUB_BASE_REF',
    'CI_MERGE_REQUEST_TARGET_BRANCH_NAME',
    'BITBUCKET_PR_DESTINATION_BRANCH',
    'CHANGE_TARGET',
    'BUILDKITE_PULL_REQUEST_BASE_BRANCH',
  ]) {
    assert.deepEqual(await baseRevision(clone, undefined, { [variable]: 'release/one' }), left, variable);
  }
  const azure = { SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/release/one' };
  assert.deepEqual(await baseRevision(clone, undefined, azure), left);
  // Where the branch that it goes into is not here, another one is no answer.
  assert.deepEqual(await baseRevision(clone, undefined, { GITHUB_BASE_REF: 'release/two' }), {
    kind: 'missing',
    why: 'none of origin/release/two, release/two is here and shares a commit with HEAD',
  });
});

test('where no target branch is here, the commit that the CI system compares with is', async (t) => {
  const { clone, hash } = cloned(t, '--depth', '50', '--single-branch', '--branch', 'change');
  const base = hash('main');
  const said = { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main', CI_MERGE_REQUEST_DIFF_BASE_SHA: base };
  const expected: BaseRevision = { kind: 'commit', commit: base, name: 'the base that the CI system names' };
  assert.deepEqual(await baseRevision(clone, undefined, said), expected);
  const elsewhere = { CI_MERGE_REQUEST_DIFF_BASE_SHA: '1'.repeat(40) };
  assert.equal((await baseRevision(clone, undefined, elsewhere)).kind, 'missing');
});

test('after a push of several commits to the target branch, all of them are compared', async (t) => {
  const { root } = repository(t, 4);
  const hash = (name: string) => git(root, ['rev-parse', name]).trim();
  const before = { kind: 'commit', commit: hash('HEAD~3'), name: 'the commit before the push' };
  assert.deepEqual(await baseRevision(root, undefined, { CI_COMMIT_BEFORE_SHA: hash('HEAD~3') }), before);
  assert.deepEqual(await baseRevision(root, undefined, { GIT_PREVIOUS_COMMIT: hash('HEAD~3') }), before);
  const event = join(scratch(t), 'event.json');
  writeFileSync(event, JSON.stringify({ before: hash('HEAD~3') }));
  assert.deepEqual(await baseRevision(root, undefined, { GITHUB_EVENT_PATH: event }), before);
  // A new branch has zeros; a push that is checked again has HEAD itself.
  for (const other of ['0'.repeat(40), hash('HEAD'), 'not a hash']) {
    const found = await baseRevision(root, undefined, { CI_COMMIT_BEFORE_SHA: other });
    assert.deepEqual(found, { kind: 'commit', commit: hash('HEAD^'), name: 'HEAD^' });
  }
  const gone = await baseRevision(root, undefined, { CI_COMMIT_BEFORE_SHA: '1'.repeat(40) });
  assert.deepEqual(gone, { kind: 'missing', why: 'the commit before the push, 11111111, is not here' });
});

test('a branch that was asked for means where HEAD left it, as the target branch does', async (t) => {
  const { root, commit } = repository(t, 2);
  const left = git(root, ['rev-parse', 'HEAD']).trim();
  git(root, ['switch', '--quiet', '--create', 'change']);
  commit('changed');
  git(root, ['switch', '--quiet', 'main']);
  const tip = commit('goes on');
  git(root, ['switch', '--quiet', 'change']);
  assert.deepEqual(await baseRevision(root, 'main'), { kind: 'commit', commit: left, name: 'main' });
  assert.deepEqual(await baseRevision(root, tip), { kind: 'commit', commit: left, name: tip });
  git(root, ['switch', '--quiet', '--orphan', 'unrelated']);
  commit('unrelated');
  await assert.rejects(baseRevision(root, 'main'), { message: `main and HEAD have no commit in common in ${root}` });
});

test('a revision that was requested has to exist', async (t) => {
  const { root } = repository(t, 2);
  assert.equal((await baseRevision(root, 'HEAD^')).kind, 'commit');
  for (const wanted of ['nowhere', 'HEAD~5', 'HEAD@{99}', '0'.repeat(40)]) {
    await assert.rejects(baseRevision(root, wanted), { message: `There is no revision ${wanted} in ${root}` });
  }
});

test('a repository that git cannot read is a failure, and not one without commits', async (t) => {
  const { root } = repository(t, 2);
  appendFileSync(join(root, '.git/config'), '[broken');
  const failure = { name: 'Failure', message: /^Git could not .*: fatal: bad config line/ };
  await assert.rejects(baseRevision(root), failure);
  await assert.rejects(baseRevision(root, 'HEAD'), failure);
  await assert.rejects(changedSince(root, 'HEAD'), failure);
  await assert.rejects(
    withRevision(root, 'HEAD', async () => {}),
    failure,
  );
});

test('the files of a commit are on disk while they are read, and changes since it are listed, new files too', async (t) => {
  const { root } = repository(t, 2);
  writeFileSync(join(root, 'base/ä b'), 'new');
  assert.deepEqual(await changedSince(root, 'HEAD^'), ['base/a', 'base/ä b']);
  const text = await withRevision(root, 'HEAD^', async (folder) => readFileSync(join(folder, 'base/a'), 'utf8'));
  assert.equal(text, '1');
});

test('in a folder of a larger repository, paths begin at the folder, and what lies beside it is no change', async (t) => {
  const { root: outer, commit } = repository(t, 1);
  const root = join(outer, 'platform');
  mkdirSync(join(root, 'overlays'), { recursive: true });
  writeFileSync(join(root, 'overlays/b'), 'one');
  commit('beside');
  writeFileSync(join(root, 'overlays/b'), 'two');
  commit('outside');
  assert.deepEqual(await changedSince(root, 'HEAD^'), ['overlays/b']);
  const text = await withRevision(root, 'HEAD^', async (folder) => readFileSync(join(folder, 'overlays/b'), 'utf8'));
  assert.equal(text, 'one');
  writeFileSync(join(root, 'overlays/new'), '');
  assert.deepEqual(await changedSince(root, 'HEAD'), ['overlays/new']);
  assert.deepEqual(await baseRevision(root), {
    kind: 'commit',
    commit: git(outer, ['rev-parse', 'HEAD']).trim(),
    name: 'HEAD',
  });
});

test('a file that was renamed is a change in both places', async (t) => {
  const { root } = repository(t, 1);
  git(root, ['mv', 'base/a', 'base/b']);
  assert.deepEqual(await changedSince(root, 'HEAD'), ['base/a', 'base/b']);
});

/** Settings of a fleet: its repository, and the domain of each environment. */
const settings = (repository: string, ...domains: readonly string[]) => ({
  'overlays/fleet.yaml': `repository: ${repository}\n`,
  ...Object.fromEntries(domains.map((domain, index) => [`overlays/e${index}/environment.yaml`, `domain: ${domain}\n`])),
});
const [sampleAddress, own] = ['https://github.com/example/mobile-backend-gitops.git', 'https://git.acme.dev/fleet.git'];
const sample = settings(sampleAddress, 'example.com', 'staging.example.com', 'mobile.localhost');
const ofSample = {
  kind: 'none',
  why: 'the base revision has the sample company, of which nothing runs',
  isSample: true,
};

for (const [title, before, after, isNone] of [
  ['the sample company, replaced by another, never ran', sample, settings(own, 'acme.dev'), true],
  ['the sample company as it is changed is compared', sample, settings(sampleAddress, 'example.com'), false],
  [
    'a fleet with its own domain ran, with the repository of the sample',
    settings(sampleAddress, 'acme.dev'),
    settings(own, 'acme.dev'),
    false,
  ],
  [
    'a fleet with one domain of its own ran',
    settings(sampleAddress, 'acme.dev', 'example.com'),
    settings(own, 'acme.dev'),
    false,
  ],
  [
    'a fleet with its own repository ran, under a domain of a test',
    settings(own, 'acme.test'),
    settings(own, 'acme.dev'),
    false,
  ],
  ['a fleet that now says it is the sample ran', settings(own, 'acme.dev'), sample, false],
  ['settings without an environment are no sample', settings(sampleAddress), settings(own, 'acme.dev'), false],
] as const) {
  test(title, async (t) => {
    const { root, commit } = repository(t, 1);
    const write = (files: Readonly<Record<string, string>>, message: string) => {
      rmSync(join(root, 'overlays'), { recursive: true, force: true });
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
      }
      return commit(message);
    };
    const name = write(before, 'before');
    write(after, 'after');
    const found = { kind: 'commit', commit: name, name: 'HEAD^' };
    assert.deepEqual(await baseRevision(root), isNone ? ofSample : found);
  });
}
