import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wantedPart } from './wantedPart.ts';

const known = [
  { app: 'unused' },
  { environment: 'production', cluster: 'eu-1', app: 'api' },
  { environment: 'production', cluster: 'us-1', app: 'worker' },
  { environment: 'staging', app: 'api' },
];

for (const [where, app, expected] of [
  [undefined, undefined, {}],
  ['staging', undefined, { environment: 'staging' }],
  ['production/eu-1', undefined, { environment: 'production', cluster: 'eu-1' }],
  [undefined, 'unused', { app: 'unused' }],
  ['production', 'worker', { environment: 'production', app: 'worker' }],
] as const) {
  test(`${where} and the app ${app} are ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(wantedPart(where, app, known), expected);
  });
}

for (const [where, app, message, fix] of [
  ['stagin', undefined, 'There is no environment stagin in the fleet', 'Did you mean staging?'],
  ['x', undefined, 'There is no environment x in the fleet', 'There are production, staging.'],
  ['production/eu-2', undefined, 'There is no cluster production/eu-2 in the fleet', 'Did you mean production/eu-1?'],
  [
    'production/',
    undefined,
    'There is no cluster production/ in the fleet',
    'There are production/eu-1, production/us-1.',
  ],
  ['staging', 'worker', 'There is no app worker in staging', 'There are api, unused.'],
  ['production/us-1', 'api', 'There is no app api in production/us-1', 'There are unused, worker.'],
  [undefined, 'apy', 'There is no app apy in the fleet', 'Did you mean api?'],
] as const) {
  test(`${where} with the app ${app} is refused with what there is`, () => {
    assert.throws(() => wantedPart(where, app, known), { name: 'Failure', message, fix });
  });
}
