import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleDeployed } from '../../generators/argocd/testing/deployed.ts';
import { argoCdValues } from '../../generators/argocd/values/values.ts';
import { exampleHub } from '../../generators/testing/fleetSettings.ts';
import { createEvaluator } from '../network/evaluator.ts';
import { wrongCalls } from './argoCdCalls.ts';
import { argoCdRecord, readRecord } from './recorded.ts';

// The chart itself is rendered by `npm run test:charts`, which holds this record against it.

const { values: recorded, pods, policies } = readRecord(argoCdRecord);
const evaluate = await createEvaluator();
const hub = { ...exampleHub, notifications: { slack: { channel: 'deploys' } } };

test('Argo CD’s values are those with which its chart was rendered, as far as the network depends on them', () => {
  const values = argoCdValues(hub, ['production'], exampleDeployed(2, 10));
  for (const [path, value] of Object.entries(recorded)) {
    const found = path.split('|').reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], values);
    assert.deepEqual(found, value, path);
  }
});

test('in the hub’s cluster every call of Argo CD arrives, and Redis takes no other', async () => {
  assert.deepEqual(await wrongCalls(evaluate, pods, policies), []);
});

for (const policy of policies.filter(({ metadata }) => /redis|repo-server/.test(metadata.name))) {
  test(`without ${policy.metadata.name} that would not hold`, async () => {
    const rest = policies.filter((one) => one !== policy);
    assert.notDeepEqual(await wrongCalls(evaluate, pods, rest), []);
  });
}
