import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRingSettings } from './settings.ts';

test('of an environment, its rings and those of its clusters are read; one that the hub does not sync is left out', () => {
  const text = 'domain: example.com\nrings: [canary]\nclusters:\n  - { name: azure, ring: canary, cloud: azure }\n';
  const { rings, clusters } = readRingSettings('production', text) ?? {};
  assert.deepEqual(rings, ['canary']);
  assert.equal(clusters?.[0]?.ring, 'canary');
  assert.deepEqual(readRingSettings('staging', 'clusters: []\n'), { environment: 'staging', rings: [], clusters: [] });
  assert.equal(readRingSettings('development', 'synced: false\nclusters: [{ name: dev }]\n'), undefined);
});

test('a file that is no such settings is named', () => {
  const message = 'overlays/production/environment.yaml of that commit cannot be read.';
  for (const text of ['', 'a: [', '- 1', 'rings: canary', 'clusters: { azure: {} }']) {
    assert.throws(() => readRingSettings('production', text), { message }, text);
  }
});
