import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stageOf } from '../argocd/stage.ts';
import { exampleApp } from '../testing/app.ts';
import { app } from '../testing/names.ts';
import { issuer } from './names.ts';
import { providing } from './providing.ts';

const before = exampleApp(app('login', 'identity', ['http']));
const provides = {
  contract: issuer('logins').contract,
  provider: 'program',
  onStandby: 'program',
  endpoint: () => assert.fail('nobody asks'),
} as const;
const login = providing(before, provides);

test('an app that provides a contract is switched on by its provider alone', () => {
  assert.deepEqual(Object.keys(before.settings.properties), ['enabled']);
  assert.deepEqual(Object.keys(login.settings.properties), []);
  assert.equal(login.provides, provides);
});

test('it starts with the services, for its routes are healthy once a gateway has taken them', () => {
  assert.equal(stageOf(login), 'services');
});
