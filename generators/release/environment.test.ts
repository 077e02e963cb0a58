import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readApplication } from './application.ts';
import { gateEnvironment } from './environment.ts';
import { applicationAt, now } from './testing/application.ts';
import { applicationsOf, fleetFiles } from './testing/fleet.ts';
import { memoryRepository } from './testing/memory.ts';

const history = memoryRepository();
const commit = history.commit([], fleetFiles());

/** The findings about an environment whose Applications are well, but for one. */
async function gate(environment: string, health = 'Healthy') {
  const well = ['stage', 'azure', 'aws'].flatMap(applicationsOf).map((name) => applicationAt(name, commit));
  const states = [...well, applicationAt('stage-api', commit, { health })].map(readApplication);
  const hub = { applications: new Map(states.map((state) => [state.name, state])), now };
  const { findings, applications } = await gateEnvironment(environment, commit, { history, hub, soak: 0 });
  return { codes: findings.map(({ code }) => code), applications };
}

test('an environment is well where all its Applications are, in whatever ring', async () => {
  assert.deepEqual(await gate('staging'), { codes: [], applications: 3 });
  assert.deepEqual(await gate('production', 'Degraded'), { codes: [], applications: 6 });
  assert.deepEqual(await gate('staging', 'Degraded'), { codes: ['application-not-healthy'], applications: 3 });
});

test('of an environment that the hub does not sync nobody knows the health', async () => {
  assert.deepEqual(await gate('development'), { codes: ['environment-unsynced'], applications: 0 });
});
