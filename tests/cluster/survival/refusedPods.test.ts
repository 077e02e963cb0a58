import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedPods } from './refusedPods.ts';

test('an exhausted quota and a Pod Security level refuse a pod; a quota that somebody wrote meanwhile does not', async () => {
  const messages = [
    'Error creating: pods "api-7d9-x" is forbidden: exceeded quota: budget, requested: pods=1, used: pods=9, limited: pods=9',
    'Error creating: pods "api-7d9-x" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true',
    'Error creating: Operation cannot be fulfilled on resourcequotas "budget": the object has been modified; please apply your changes to the latest version and try again',
  ];
  const events = messages.map((message) => ({ involvedObject: { kind: 'ReplicaSet', name: 'api-7d9' }, message }));
  const refused = await refusedPods({ list: async <T>() => events as T[] });
  assert.deepEqual(
    refused,
    messages.slice(0, 2).map((message) => `ReplicaSet/api-7d9: ${message}`),
  );
});
