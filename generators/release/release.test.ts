import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../model/finding.ts';
import type { Decision } from './decide.ts';
import type { Outcome } from './release.ts';
import { applicationAt } from './testing/application.ts';
import { scene } from './testing/scene.ts';

const codes = ({ findings }: Pick<Outcome, 'findings'>) => [...new Set(findings.map(({ code }) => code))];

test('a ring moves to a commit at which the ring before is Synced and Healthy, one ring after the other', async () => {
  const { change, settle, release, at } = scene();
  const first = change({});
  settle('stage', first);
  assert.deepEqual(await release('canary'), {
    ring: 'canary',
    outcome: 'moved',
    branch: 'release/canary',
    to: first,
    commits: 1,
    findings: [],
    seen: ['main'],
    applications: 3,
  });
  assert.equal(at('release/canary'), first);

  const early = await release('primary');
  assert.deepEqual([early.outcome, codes(early)], ['blocked', ['application-missing']]);
  assert.equal(at('release/primary'), undefined);

  settle('azure', first);
  assert.equal((await release('primary')).outcome, 'moved');
  assert.equal(at('release/primary'), first);
});

test('a ring that has the newest commit already is not moved, and that is no error', async () => {
  const { change, settle, release, at } = scene();
  const first = change({});
  settle('stage', first);
  await release('canary');
  assert.equal((await release('canary')).outcome, 'there');
  const second = change({ contents: { api: 'second' } });
  settle('stage', second);
  await release('canary');
  const older = await release('canary', { commit: first });
  assert.deepEqual([older.outcome, older.to, at('release/canary')], ['there', first, second]);
});

test('a commit that breaks an app of the ring before is blocked, and its revert is not', async () => {
  const { change, settle, release, at, applications } = scene();
  const first = change({});
  settle('stage', first);
  await release('canary');
  const broken = change({ contents: { api: 'broken' } });
  settle('stage', broken);
  for (const health of ['Progressing', 'Degraded']) {
    applications.set('stage-api', applicationAt('stage-api', broken, { health }));
    const outcome = await release('canary');
    assert.deepEqual([outcome.outcome, codes(outcome)], ['blocked', ['application-not-healthy']]);
    assert.deepEqual(outcome.findings[0]?.in, { environment: 'staging', cluster: 'stage', app: 'api' });
  }
  assert.equal(at('release/canary'), first);
  const mended = change({});
  settle('stage', mended);
  const outcome = await release('canary');
  assert.deepEqual([outcome.outcome, outcome.commits, at('release/canary')], ['moved', 2, mended]);
});

test('Applications that a commit does not change count as being at it, others have to be compared with it', async () => {
  const { change, settle, release, at, applications } = scene();
  const first = change({});
  settle('stage', first);
  const second = change({ contents: { api: 'second' } });
  assert.deepEqual(codes(await release('canary', { commit: second })), ['application-elsewhere']);
  applications.set('stage-api', applicationAt('stage-api', second));
  assert.equal((await release('canary')).to, second);
  const documented = change({ contents: { api: 'second', readme: 'more' } });
  const onlyOthers = change({ contents: { api: 'second', readme: 'more', 'api@aws': 'second' } });
  assert.equal((await release('canary')).to, onlyOthers);
  assert.equal(at('release/canary'), onlyOthers);
  assert.notEqual(documented, onlyOthers);
});

test('without a commit, the newest that was seen is taken; a named one is taken alone', async () => {
  const { change, settle, release, at } = scene();
  change({});
  const seen = change({ contents: { api: 'second' } });
  settle('stage', seen);
  const newest = change({ contents: { api: 'third' } });
  const named = await release('canary', { commit: newest });
  assert.deepEqual([named.outcome, named.to, at('release/canary')], ['blocked', newest, undefined]);
  const outcome = await release('canary', { commit: seen, dryRun: true });
  assert.deepEqual([outcome.outcome, outcome.to, at('release/canary')], ['would-move', seen, undefined]);
  assert.equal((await release('canary')).to, seen);
});

test('a ring is never skipped', async () => {
  const { change, settle, release, at } = scene();
  const first = change({});
  for (const cluster of ['stage', 'azure', 'aws']) settle(cluster, first);
  const outcome = await release('primary');
  assert.deepEqual([outcome.outcome, codes(outcome)], ['blocked', ['ring-skipped']]);
  assert.equal(at('release/primary'), undefined);
});

test('a ring without Applications blocks the rings after it', async () => {
  const { change, settle, release } = scene();
  const first = change({ rings: ['canary', 'idle', 'primary'] });
  settle('stage', first);
  settle('azure', first);
  await release('canary');
  await release('idle');
  const outcome = await release('primary');
  assert.deepEqual([outcome.outcome, codes(outcome)], ['blocked', ['ring-empty']]);
});

test('a ring whose branch is not in main is not moved back by force', async () => {
  const { change, settle, release, at } = scene();
  const first = change({});
  settle('stage', first);
  await release('canary');
  const patch = change({ contents: { 'api@azure': 'by hand' } }, 'release/canary');
  const second = change({ contents: { api: 'second' } });
  settle('stage', second);
  const onWait = () => assert.fail('waiting does not help');
  const outcome = await release('canary', { wait: 60_000, onWait });
  assert.deepEqual([outcome.outcome, codes(outcome), at('release/canary')], ['blocked', ['ring-diverged'], patch]);
});

test('a commit that changes the order of rings also waits for the ring that was before', async () => {
  const { change, settle, release, at } = scene();
  const first = change({});
  for (const cluster of ['stage', 'azure']) settle(cluster, first);
  await release('canary');
  await release('primary');
  const swapped = change({ rings: ['primary', 'canary'], contents: { api: 'second' } });
  settle('stage', swapped);
  const outcome = await release('primary');
  assert.deepEqual(codes(outcome), ['application-elsewhere']);
  assert.deepEqual(outcome.seen, ['main', 'canary']);
  assert.equal(at('release/primary'), first);
});

test('an Application that the release changes must have been well for the soak, others need not', async () => {
  const { change, settle, release, applications } = scene();
  const first = change({});
  settle('stage', first);
  await release('canary');
  const second = change({ contents: { api: 'second' } });
  settle('stage', second, { healthFor: 10 });
  const outcome = await release('canary', { soak: 60_000 });
  assert.deepEqual(
    outcome.findings.map(({ code, in: where }) => [code, where?.app]),
    [['application-soaking', 'api']],
  );
  applications.set('stage-api', applicationAt('stage-api', second, { healthFor: 60 }));
  assert.equal((await release('canary', { soak: 60_000 })).outcome, 'moved');
});

test('waiting ends when the ring before is well, not earlier', async () => {
  const { change, settle, release } = scene();
  const first = change({});
  settle('stage', first, { health: 'Progressing' });
  const said: string[] = [];
  const onWait = (state: Decision | Error) => {
    said.push(state instanceof Error ? state.message : codes(state).join());
    if (said.length === 2) settle('stage', first);
  };
  assert.equal((await release('canary', { wait: 60_000, interval: 1, onWait })).outcome, 'moved');
  assert.deepEqual(said, ['application-not-healthy', 'application-not-healthy']);
  const second = change({ contents: { api: 'second' } });
  assert.equal((await release('canary', { commit: second, wait: 1, interval: 1 })).outcome, 'blocked');
});

test('of two concurrent runs, the second reports that another moved the branch', async () => {
  const { change, settle, release, at, memory, hub } = scene();
  const first = change({});
  settle('stage', change({ contents: { api: 'second' } }));
  const slow = {
    name: 'hub',
    read: () => {
      memory.branches.set('release/canary', first);
      return hub.read();
    },
  };
  const outcome = await release('canary', { hub: slow });
  assert.deepEqual([outcome.outcome, outcome.commits, at('release/canary')], ['blocked', 0, first]);
  assert.deepEqual(
    outcome.findings.map(({ code, message }) => [code, message]),
    [
      [
        'ring-moved-meanwhile',
        `release/canary was missing at the decision, and is ${first.slice(0, 7)} now: another run moved it.`,
      ],
    ],
  );
});

test('a hub that does not respond is a failure at once, and while waiting only reported', async () => {
  const { change, settle, release, hub } = scene();
  settle('stage', change({}), { health: 'Progressing' });
  let reads = 0;
  const broken = (when: number) => ({
    name: 'hub',
    read: async () => {
      reads += 1;
      if (reads === when) throw new Failure('The hub is away.', 'Wait.');
      return hub.read();
    },
  });
  await assert.rejects(release('canary', { hub: broken(1), wait: 60_000 }), /The hub is away/);
  reads = 0;
  const said: string[] = [];
  const onWait = (state: Decision | Failure) => {
    said.push(state instanceof Failure ? state.message : state.kind);
    if (said.length === 3) settle('stage', state instanceof Failure ? '' : state.to);
  };
  assert.equal((await release('canary', { hub: broken(2), wait: 60_000, interval: 1, onWait })).outcome, 'moved');
  assert.deepEqual(said, ['blocked', 'The hub is away.', 'blocked']);
});

test('an unknown ring and an unknown commit are failures', async () => {
  const { change, release } = scene();
  await assert.rejects(release('canary'), /The remote has no branch main/);
  change({});
  await assert.rejects(release('main'), /main is no ring to release/);
  await assert.rejects(release('canry'), { fix: 'Did you mean canary?' });
  await assert.rejects(release('canary', { commit: 'abcdef' }), /There is no commit abcdef/);
});
