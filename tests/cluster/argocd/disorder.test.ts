import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Application } from './applications.ts';
import { disorder } from './disorder.ts';
import { collectSightings } from './sightings.ts';

const at = (second: number) => `2026-01-01T00:00:0${second}Z`;

/** An Application of a cluster, as observed at some time. */
function application(app: string, stage: string, created: number, status: Application['status']): Application {
  const labels = { cluster: 'one', stage, app };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: `one-${app}`, creationTimestamp: at(created), labels },
    ...(status && { status }),
  };
}
const well: Application['status'] = { sync: { status: 'Synced' }, health: { status: 'Healthy' } };
const outOfSync: Application['status'] = { sync: { status: 'OutOfSync' }, health: { status: 'Healthy' } };
const database = (status: Application['status']) => application('database', 'data', 1, status);
const cache = (status: Application['status']) => application('cache', 'data', 1, status);
const api = application('api', 'services', 5, {});

function found(seen: readonly Application[], completed?: number) {
  const { sightings, see } = collectSightings();
  for (const one of seen) see(one);
  const hook = {
    application: 'one-database',
    name: 'schema',
    completed: completed === undefined ? undefined : at(completed),
  };
  return disorder(sightings, [hook]);
}

test('a stage begins in order when all of the stages before were well and their hooks have completed', () => {
  assert.deepEqual(found([database({}), cache({}), cache(well), database(well), api], 5), []);
  assert.deepEqual(found([database(well), cache(well), database(outOfSync), api], 4), [], 'later drift does not count');
});

test('a stage that begins too early is named, with what it did not wait for', () => {
  const cases: [title: string, seen: readonly Application[], completed: number | undefined, what: string][] = [
    ['one is not synced', [database(well), cache(outOfSync), api, cache(well)], 4, 'one-cache was well'],
    ['one is not there', [database(well), api, cache(well)], 4, 'one-cache was well'],
    ['one never gets well', [database(well), cache({}), api], 4, 'one-cache was well'],
    ['a hook ends later', [database(well), cache(well), api], 6, 'the job schema had completed'],
    ['a hook still runs', [database(well), cache(well), api], undefined, 'the job schema had completed'],
  ];
  for (const [title, seen, completed, what] of cases) {
    assert.deepEqual(found(seen, completed), [`one: services began before ${what}`], title);
  }
});

test('every sync of an Application counts once', () => {
  const { sightings, see } = collectSightings();
  for (const second of [1, 1, 3]) see(database({ operationState: { startedAt: at(second) } }));
  assert.deepEqual(sightings.get('one-database')?.syncs, [at(1), at(3)]);
});
