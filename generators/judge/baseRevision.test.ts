import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { git } from '../programs/testing/git.ts';
import { baseRevision, changedSince, withRevision } from './baseRevision.ts';

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

test('there is no base revision before the first commit, at the first commit, and without a repository', async (t) => {
  const none = (why: string) => ({ kind: 'none', why });
  assert.deepEqual(await baseRevision(scratch(t)), none('there is no commit yet'));
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
  assert.deepEqual(await baseRevision(root), { kind: 'none', why: 'this is the first commit' });
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
