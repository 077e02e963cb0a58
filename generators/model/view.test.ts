import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Built } from './rule.ts';
import type { Cluster } from './settings/index.ts';
import { viewOf } from './view.ts';

const built = (apiVersion: string, kind: string, name: string, namespace?: string): Built => ({
  resource: { apiVersion, kind, metadata: namespace === undefined ? { name } : { name, namespace } },
  app: name,
});

const namespace = built('v1', 'Namespace', 'data');
const service = built('v1', 'Service', 'users', 'data');
const database = built('postgresql.cnpg.io/v1', 'Cluster', 'users', 'data');
const other = built('example.com/v1', 'Cluster', 'users', 'backend');
const all = [service, namespace, database, other];

const cluster = { name: 'aws-us-east-1' } as Cluster;
const view = viewOf('production', cluster, all);

test('a view keeps the environment, the cluster and all objects in their order', () => {
  assert.deepEqual([view.environment, view.cluster, view.all], ['production', cluster, all]);
});

test('objects are found by kind, in their order, and by group where one is named', () => {
  assert.deepEqual(view.ofKind('Cluster'), [database, other]);
  assert.deepEqual(view.ofKind('Cluster', 'postgresql.cnpg.io'), [database]);
  assert.deepEqual(view.ofKind('Service', ''), [service]);
  assert.deepEqual(view.ofKind('Service', 'serving.knative.dev'), []);
  assert.deepEqual(view.ofKind('Pod'), []);
});

test('one object is found by kind, namespace and name', () => {
  assert.equal(view.find('Service', 'data', 'users'), service);
  assert.equal(view.find('Namespace', '', 'data'), namespace);
  assert.equal(view.find('Service', 'backend', 'users'), undefined);
});

test('of two objects of one identity the first is found, and both are listed', () => {
  const second: Built = { ...service, app: 'second' };
  const twice = viewOf('production', cluster, [service, second]);
  assert.equal(twice.find('Service', 'data', 'users'), service);
  assert.deepEqual(twice.ofKind('Service'), [service, second]);
});
