import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleDeployed } from '../../generators/argocd/testing/deployed.ts';
import { argoCdValues } from '../../generators/argocd/values/values.ts';
import { exampleHub } from '../../generators/testing/fleetSettings.ts';
import { argoController, argoNamespace } from '../../generators/upstream/argoCd.ts';
import { monitoringNamespace } from '../../generators/upstream/prometheus.ts';
import { createEvaluator, type Peer } from '../network/evaluator.ts';
import type { Pods } from '../network/parts.ts';
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

test('Prometheus finds the application controller by its labels and port, and its policy lets it in', async () => {
  const controller = pods.find(({ name }) => name === argoController.name);
  assert.ok(controller);
  assert.partialDeepStrictEqual(controller.labels, argoController.labels);
  assert.ok(controller.ports.some(({ number }) => number === argoController.metricsPort));
  const peer = ({ namespace, labels, ports }: Omit<Pods, 'name'>, address: string): Peer => {
    return { namespace, labels, ports, address };
  };
  const prometheus = { namespace: monitoringNamespace, labels: {}, ports: [] };
  const { answers } = await evaluate({
    policies,
    namespaces: { [argoNamespace]: {}, [monitoringNamespace]: {} },
    peers: [peer(prometheus, '10.0.0.1'), peer(controller, '10.0.0.2')],
    calls: [argoController.metricsPort, 1].map((port) => ({ from: 0, to: 1, port, protocol: 'TCP' })),
  });
  assert.deepEqual(
    answers.map(({ ingress }) => ingress !== ''),
    [true, false],
  );
});

for (const policy of policies.filter(({ metadata }) => /redis|repo-server/.test(metadata.name))) {
  test(`without ${policy.metadata.name} that would not hold`, async () => {
    const rest = policies.filter((one) => one !== policy);
    assert.notDeepEqual(await wrongCalls(evaluate, pods, rest), []);
  });
}
