import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { until } from '../../lab/until.ts';
import { type JudgedFleet, judgeFleet } from '../drills/judgedFleet.ts';
import { copySettings, drills, follow } from '../drills/settings.ts';
import { stepsOf } from '../drills/steps.ts';
import { startPair } from './drills/pair.ts';
import { say } from './say.ts';

// Changes of roles by the drills of PostgreSQL, in two running clusters: real API servers, controllers and schedulers,
// simulated operators. Each edit of a drill is made to the letter, and what is generated then is applied to both.

const [active, standby] = ['production/aws-us-east-1', 'production/google-us-central1'];
const text = stepsOf(readFileSync(join(drills, 'postgres.md'), 'utf8'));

const asItIs = judgeFleet(copySettings({ after }));

/** The states after each edit of a drill. */
function statesOf(title: string): readonly JudgedFleet[] {
  const root = copySettings({ after });
  let now = asItIs;
  return (text.get(title) ?? assert.fail(`there is no drill "${title}"`)).map((step) => {
    follow(root, step);
    now = judgeFleet(root, now);
    return now;
  });
}

const [[demoted, promoted], [failedOver]] = [statesOf('Switchover'), statesOf('Failover')];
assert.ok(demoted && promoted && failedOver);
const pair = await startPair([active, standby], [asItIs, demoted, promoted, failedOver]);
after(() => pair.stop());
say('both clusters run as they are');

const databases = ['users', 'identities'];
/** Apps that write: they run in the active cluster alone. */
const writers = ['api', 'auth', 'files'];
const systems = pair.systems(active);

/** Asserts that nothing but these clusters is written in, and that those have all databases and brokers. */
async function written(where: readonly string[]): Promise<void> {
  for (const name of databases) assert.deepEqual(await pair.primaries(name), where, name);
  for (const app of writers) assert.deepEqual(pair.where(app), where, app);
  for (const cluster of where) assert.deepEqual(pair.systems(cluster), systems, cluster);
}

/** Asserts that a change is accepted, that all pods run after it, and that it deletes no data. */
async function changes(next: JudgedFleet, where: readonly string[]): Promise<void> {
  const data = await pair.data();
  assert.deepEqual(await pair.sync(next), []);
  for (const cluster of where) {
    await until(`${cluster} has its databases and brokers`, 120, async () => {
      const found = pair.systems(cluster);
      return isDeepStrictEqual(found, systems) || JSON.stringify(found);
    });
  }
  await pair.settled();
  const kept = await pair.data();
  assert.deepEqual(
    [...data].filter((one) => !kept.has(one)),
    [],
    'what held data is still there',
  );
  await written(where);
}

test('as it is, one cluster is written in', async () => {
  await written([active]);
  assert.notEqual((await pair.data()).size, 0);
  assert.notEqual(systems.length, 0);
});

test('a switchover demotes first: nobody writes', () => changes(demoted, []));

test('then it promotes: the other cluster writes', () => changes(promoted, [standby]));

test('a revert brings the roles back, and finds what was left behind', () => changes(asItIs, [active]));

test('a failover swaps the roles in one change', () => changes(failedOver, [standby]));
