import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { fact } from '../../model/fact.ts';
import { exampleClusters } from '../../testing/clusters.ts';
import { exampleInputs } from '../../testing/inputs.ts';
import { here } from '../source.ts';
import { clusterApp } from './clusterApp.ts';
import { namespace } from './namespace.ts';

const spec = {
  source: here(import.meta),
  stage: 'platform',
  settings: Type.Object({}),
  parts: [(shared) => [namespace('one', shared), namespace('two', shared)], (shared) => [namespace('three', shared)]],
} as const satisfies Parameters<typeof clusterApp>[1];
const one = clusterApp('platform', spec);

test('what a cluster has once is in no namespace, runs nothing and uses nothing', () => {
  const { name, tier, stage, source, images, uses } = one;
  assert.deepEqual(
    { name, tier, stage, source, images, uses },
    {
      name: 'platform',
      tier: undefined,
      stage: 'platform',
      source: spec.source,
      images: {},
      uses: {},
    },
  );
  assert.deepEqual([one.ports({}, {}), one.notes(exampleInputs(one, exampleClusters.aws))], [{}, []]);
  assert.ok(!('collects' in one));
  const page = fact<string>('page');
  assert.deepEqual(clusterApp('index', { ...spec, collects: [page] }).collects, [page]);
});

test('its objects are those of its parts, in their order, with its name on them', () => {
  const objects = one.render(exampleInputs(one, exampleClusters.aws));
  assert.deepEqual(
    objects.map(({ metadata }) => metadata.name),
    ['one', 'two', 'three'],
  );
  for (const { metadata } of objects) {
    assert.equal(metadata.labels?.['app.kubernetes.io/name'], 'platform');
    assert.equal(metadata.labels?.['app.kubernetes.io/component'], 'platform');
  }
});
