import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openGit } from '../programs/git.ts';
import { git } from '../programs/testing/git.ts';
import { openHistory } from './history.ts';
import { moveBranch } from './push.ts';
import { repositories } from './testing/repository.ts';

test('branches are those of the remote at this moment, and their commits are then in the clone', async (t) => {
  const { clone, commit } = repositories(t);
  const history = openHistory(openGit(clone), 'origin');
  assert.deepEqual(await history.fetch(), new Map());
  const first = commit('main', { a: '1', 'b/c': '1', 'b/d': 'ä\n' });
  const second = commit('main', { a: '1', 'b/c': '2' });
  commit('work', { a: '1' });
  const ring = commit('release/canary', { a: '1' });
  assert.deepEqual(
    await history.fetch(),
    new Map([
      ['main', second],
      ['release/canary', ring],
    ]),
  );
  assert.equal(await history.resolve(first.slice(0, 12)), first);
  assert.equal(await history.resolve('--help'), undefined);
  assert.deepEqual(await history.steps(undefined, second, 10), [second, first]);
  assert.deepEqual(await history.steps(first, second, 10), [second]);
  assert.equal(await history.count(undefined, second), 2);
  const merge = git(clone, ['commit-tree', `${second}^{tree}`, '-p', second, '-p', ring, '-m', 'merge']).trim();
  assert.deepEqual(
    await history.steps(first, merge, 10),
    [merge, second],
    'a merged commit was never the tip of the branch',
  );
  assert.equal(await history.count(first, merge), 3);
  assert.deepEqual(await Promise.all([history.isPartOf(first, second), history.isPartOf(second, first)]), [
    true,
    false,
  ]);
  assert.deepEqual(await history.changed(first, second), new Set(['b/c', 'b/d']));
  assert.deepEqual(await history.changed(first, first), new Set());
  assert.equal(await history.changed('0'.repeat(40), second), undefined);
  assert.deepEqual(await history.list(first, ['b']), ['b/c', 'b/d']);
  assert.deepEqual(await history.read(first, ['b/d', 'a']), ['ä\n', '1']);
  await assert.rejects(history.read(first, ['gone']), /There is no file gone/);
});

test('in a folder of a larger repository, files are listed and read below it; changes are those of the whole', async (t) => {
  const { clone, commit } = repositories(t);
  const first = commit('main', { 'overlays/x': 'beside', 'platform/overlays/a': '1', 'platform/overlays/b': '1' });
  const second = commit('main', { 'overlays/x': 'other', 'platform/overlays/a': '2', 'platform/overlays/b': '1' });
  mkdirSync(join(clone, 'platform'));
  const history = openHistory(openGit(join(clone, 'platform')), 'origin');
  await history.fetch();
  assert.equal(await history.folder(), 'platform/');
  assert.deepEqual(await history.list(first, ['overlays']), ['overlays/a', 'overlays/b']);
  assert.deepEqual(await history.read(second, ['overlays/a', 'overlays/b']), ['2', '1']);
  assert.deepEqual(await history.changed(first, second), new Set(['overlays/x', 'platform/overlays/a']));
});

test('a shallow clone, a missing remote and a folder without git are failures that say so', async (t) => {
  const { clone, remote, commit } = repositories(t);
  commit('main', { a: '1' });
  commit('main', { a: '2' });
  git(clone, ['fetch', '--quiet', '--depth', '1', `file://${remote}`, 'main']);
  await assert.rejects(openHistory(openGit(clone), 'origin').fetch(), /This clone is shallow/);
  const gone = openHistory(openGit(remote), 'https://user:secret@127.0.0.1:1/x.git');
  await assert.rejects(gone.fetch(), (error: Error) => {
    assert.match(error.message, /^Git could not read the branches of https:\/\/127\.0\.0\.1:1\/x\.git: fatal: /);
    assert.ok(!error.message.includes('secret'));
    return true;
  });
  await assert.rejects(
    openHistory(openGit('/'), 'origin').fetch(),
    /Git could not look at this repository: fatal: not a git/,
  );
});

test('a branch is moved only if it is still at the commit where it was seen', async (t) => {
  const { clone, remote, commit, point, at } = repositories(t);
  const run = openGit(clone);
  const [first, second, third] = ['1', '2', '3'].map((text) => commit('main', { a: text })) as [string, string, string];
  await openHistory(run, 'origin').fetch();
  const move = (from: string | undefined, to: string) => moveBranch(run, 'origin', 'release/canary', from, to);
  assert.equal(await move(undefined, first), true);
  assert.equal(await move(undefined, second), false);
  assert.equal(await move(first, second), true);
  assert.equal(await move(first, third), false);
  assert.equal(await move(first, second), false);
  assert.equal(at('release/canary'), second);
  point('release/canary', first);
  assert.equal(await move(second, third), false);
  assert.equal(at('release/canary'), first);
  writeFileSync(join(remote, 'hooks/pre-receive'), '#!/bin/sh\necho no >&2\nexit 1\n', { mode: 0o755 });
  await assert.rejects(
    move(first, second),
    /Git could not push release\/canary to origin: .*pre-receive hook declined/,
  );
});

test('of many concurrent moves of a branch, one succeeds', async (t) => {
  const { clone, commit, at } = repositories(t);
  const commits = ['1', '2', '3', '4', '5'].map((text) => commit('main', { a: text }));
  await openHistory(openGit(clone), 'origin').fetch();
  const moved = await Promise.all(
    commits.map((to) => moveBranch(openGit(clone), 'origin', 'release/canary', undefined, to)),
  );
  assert.equal(moved.filter(Boolean).length, 1);
  assert.equal(at('release/canary'), commits[moved.indexOf(true)]);
});
