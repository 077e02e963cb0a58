import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concerns, isAboutPart, isOfPart, nameOfPart } from './fleetPart.ts';

const cluster = { environment: 'production', cluster: 'eu-1' };
const app = { app: 'api' };

for (const [part, scope, of, concerned] of [
  [{}, { environment: 'staging' }, true, true],
  [cluster, { ...cluster, ...app }, true, true],
  [cluster, { environment: 'production', cluster: 'us-1' }, false, false],
  [cluster, { environment: 'staging', cluster: 'eu-1' }, false, false],
  [cluster, { environment: 'production', app: 'api' }, false, true],
  [cluster, app, false, true],
  [{ environment: 'production' }, cluster, true, true],
  [app, { ...cluster, app: 'worker' }, false, false],
  [app, cluster, false, true],
  [{ ...cluster, ...app }, { ...cluster, ...app }, true, true],
] as const) {
  test(`${JSON.stringify(scope)} ${of ? 'is' : concerned ? 'concerns' : 'is no'} part of ${JSON.stringify(part)}`, () => {
    assert.deepEqual([isOfPart(part, scope), concerns(part, scope)], [of, concerned]);
  });
}

test('a finding is about what its scope says, else about what its file is', () => {
  const at = { file: 'overlays/staging/environment.yaml', line: 1, column: 1 };
  assert.equal(isAboutPart(cluster, { at }), false);
  assert.equal(isAboutPart(cluster, { at, in: cluster }), true);
  assert.equal(isAboutPart(cluster, { in: { environment: 'staging' } }), false);
  assert.equal(isAboutPart(cluster, {}), true);
});

test('a part has a name', () => {
  assert.equal(nameOfPart(cluster), 'production/eu-1');
  assert.equal(nameOfPart({ environment: 'staging', ...app }), 'staging, app api');
  assert.equal(nameOfPart(app), 'app api');
});
