import assert from 'node:assert/strict';
import { test } from 'node:test';
import { git } from '../programs/testing/git.ts';
import { openRepository } from './repository.ts';
import { applicationAt } from './testing/application.ts';
import { fleetFiles } from './testing/fleet.ts';
import { repositories } from './testing/repository.ts';
import { stage } from './testing/scene.ts';

test('with git: a ring is made and moved, by a short name of a commit as well, and a dry run does nothing', async (t) => {
  const { clone, commit, at } = repositories(t);
  const { settle, release } = stage(openRepository(clone, 'origin'));
  const first = commit('main', fleetFiles());
  settle('stage', first);
  assert.equal((await release('canary', { dryRun: true })).outcome, 'would-move');
  assert.equal(at('release/canary'), undefined);
  assert.equal((await release('canary')).outcome, 'moved');
  const second = commit('main', fleetFiles({ contents: { api: 'second' } }));
  commit('main', fleetFiles({ contents: { api: 'third' } }));
  settle('stage', second);
  const { outcome, commits } = await release('canary', { commit: second.slice(0, 10) });
  assert.deepEqual([outcome, commits, at('release/canary')], ['moved', 1, second]);
  settle('azure', first);
  assert.deepEqual((await release('primary')).to, first);
});

test('with git: a commit that is not in main is never released, however healthy it is', async (t) => {
  const { remote, clone, commit, at } = repositories(t);
  const { settle, release } = stage(openRepository(clone, 'origin'));
  commit('main', fleetFiles());
  const beside = commit('work', fleetFiles({ contents: { api: 'other' } }));
  await assert.rejects(release('canary', { commit: beside }), /There is no commit .* in the branches main and release/);
  git(clone, ['fetch', '--quiet', remote, beside]);
  settle('stage', beside);
  const { findings } = await release('canary', { commit: beside });
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['ring-skipped'],
  );
  assert.equal(at('release/canary'), undefined);
});

test('with git: a revision that is no commit hash is not resolved, also where the clone has a ref of that name', async (t) => {
  const { clone, commit } = repositories(t);
  const { settle, release, applications } = stage(openRepository(clone, 'origin'));
  settle('stage', commit('main', fleetFiles()));
  git(clone, ['fetch', '--quiet', 'origin', 'main:known']);
  applications.set('stage-api', applicationAt('stage-api', 'known'));
  const { findings } = await release('canary');
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['application-elsewhere'],
  );
});
