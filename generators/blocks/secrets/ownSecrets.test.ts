import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyOf } from '../../model/resource.ts';
import { exampleClusters } from '../../testing/clusters.ts';
import { given, random } from '../names.ts';
import { type Owner, ownSecret, ownSecrets } from './ownSecrets.ts';

const environment = { name: 'development', domain: 'example.localhost', secretPrefix: 'shop-development' };
const app: Owner<'api-key' | 'licence'> = {
  name: 'inapp',
  keys: { 'api-key': random(), licence: given('a file') },
};

for (const [cloud, property, entry] of [
  ['aws', 'api-key', 'shop-development-inapp'],
  ['google', 'api-key', 'shop-development-inapp'],
  ['azure', 'api-key', 'shop-development-inapp'],
  ['local', 'api-key', 'inapp'],
  ['local', 'licence', 'shop-development-inapp'],
] as const) {
  test(`on ${cloud} the property ${property} is in the entry ${entry}`, () => {
    const { from } = ownSecret(app, property, { environment, cluster: exampleClusters[cloud] });
    assert.deepEqual(Object.values(from), [{ store: 'secrets', key: entry, property }]);
  });
}

test('random strings are made on local clusters alone, and for those who declare any', () => {
  const made = (cloud: keyof typeof exampleClusters, owner: Owner = app) =>
    ownSecrets(owner, { cluster: exampleClusters[cloud] }, {}).map(keyOf);
  assert.deepEqual(made('aws'), []);
  assert.deepEqual(made('local', { name: 'worker', keys: {} }), []);
  assert.deepEqual(made('local'), [
    'generators.external-secrets.io/Password/development-secrets/inapp',
    'external-secrets.io/ExternalSecret/development-secrets/inapp',
  ]);
});
