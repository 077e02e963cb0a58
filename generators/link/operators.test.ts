import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../model/resource.ts';
import { exampleClusters } from '../testing/clusters.ts';
import { exampleOperator } from '../testing/operators.ts';
import { calledFor } from './operators.ts';

const databases = exampleOperator('databases', { requires: ['certificates'] });
const certificates = exampleOperator('certificates', { requires: ['databases'] });
const others = exampleOperator('others');
const all = [certificates, databases, others];
const object = (group: string, namespace?: string): Resource => ({
  apiVersion: `${group}/v1`,
  kind: 'Thing',
  metadata: { name: 'one', ...(namespace && { namespace }) },
});
const called = (...objects: Resource[]) =>
  [...calledFor(all, objects, exampleClusters.aws)].map(([{ name }, namespaces]) => [name, namespaces]);

test('an operator that serves nothing is not called for', () => {
  assert.deepEqual(called(object('apps', 'backend')), []);
  assert.deepEqual(called(object('others.io', 'backend')), [['others', ['backend']]]);
});

test('an operator watches the namespaces of what it serves, each once, sorted; the cluster has none', () => {
  const objects = [object('others.io', 'media'), object('others.io', 'backend'), object('others.io', 'media')];
  assert.deepEqual(called(...objects, object('others.io')), [['others', ['backend', 'media']]]);
});

test('what an operator needs comes along, in the order of the catalogue, also in a circle', () => {
  assert.deepEqual(called(object('databases.io', 'data')), [
    ['certificates', []],
    ['databases', ['data']],
  ]);
});
