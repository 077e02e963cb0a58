import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../../model/resource.ts';
import { hook, inWave } from './hook.ts';

const annotations = { 'example.com/why': 'because' };
const job = (image: string): Resource => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'schema', namespace: 'data', annotations },
  spec: { template: { spec: { containers: [{ name: 'schema', image }] } } },
});

test('a job runs anew at every sync, and keeps what else is said of it', () => {
  const [hooked] = hook(job('one'), 2);
  assert.deepEqual(hooked, {
    ...job('one'),
    metadata: {
      ...job('one').metadata,
      annotations: {
        ...annotations,
        'argocd.argoproj.io/hook': 'Sync',
        'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
        'argocd.argoproj.io/sync-wave': '2',
      },
    },
  });
});

test('an ordinary object comes a wave later, and changes exactly when the job does', () => {
  const completed = (image: string) => hook(job(image), 2).slice(1);
  const [{ apiVersion, kind, metadata } = job('')] = completed('one');
  assert.deepEqual(
    [apiVersion, kind, metadata.name, metadata.namespace],
    ['v1', 'ConfigMap', 'schema-completed', 'data'],
  );
  assert.deepEqual(metadata.annotations, { 'argocd.argoproj.io/sync-wave': '3' });
  assert.deepEqual(completed('one'), completed('one'));
  assert.notDeepEqual(completed('one'), completed('other'));
});

test('an object in a wave is otherwise what it was', () => {
  const { metadata, ...rest } = inWave(job('one'), -2);
  assert.deepEqual(metadata.annotations, { ...annotations, 'argocd.argoproj.io/sync-wave': '-2' });
  assert.deepEqual({ ...rest, metadata: { ...metadata, annotations } }, job('one'));
});
