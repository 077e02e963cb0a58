import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../../model/resource.ts';
import { exampleWorkload } from '../../testing/workload.ts';
import { clusterService } from '../networking/service.ts';
import { disruptionBudget } from '../scaling/disruptionBudget.ts';
import { horizontalPodAutoscaler } from '../scaling/horizontalPodAutoscaler.ts';
import { deployment } from './deployment.ts';
import { podsOfOwner } from './pods.ts';
import type { ScaledWorkload } from './workload.ts';

const stable: ScaledWorkload = { ...exampleWorkload, config: { LOG: 'json' } };
const labels = { ...stable.labels, 'app.kubernetes.io/name': 'shop-canary' };
const canary: ScaledWorkload = {
  ...stable,
  pods: podsOfOwner({ name: 'shop-canary', namespace: 'backend' }, labels),
  runtime: { ...stable.runtime, image: 'registry.example.com/shop:2' },
};

type Labels = Readonly<Record<string, string>>;
const isSelected = (selector: Labels, own: Labels) =>
  Object.entries(selector).every(([key, value]) => own[key] === value);
const at = (object: Resource, ...path: string[]) =>
  path.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], object);
const podLabels = (one: Resource) => at(one, 'spec', 'template', 'metadata', 'labels') as Labels;
const podSpec = (one: Resource) => at(one, 'spec', 'template', 'spec') as Record<string, unknown>;
const matchLabels = (one: Resource) => at(one, 'spec', 'selector', 'matchLabels') as Labels;
const spreadOf = (one: Resource) =>
  (podSpec(one).topologySpreadConstraints as { labelSelector: { matchLabels: Labels } }[]).map(
    ({ labelSelector }) => labelSelector.matchLabels,
  );

/** Everything that selects pods of a workload. */
const selectorsOf = (one: ScaledWorkload) => {
  const controller = deployment(one);
  return [
    at(clusterService(one)[0] ?? assert.fail(), 'spec', 'selector') as Labels,
    matchLabels(controller),
    matchLabels(disruptionBudget(one.pods)),
    ...spreadOf(controller),
  ];
};

test('two Deployments of one owner have a name, a Service, a scaler and a budget each', () => {
  for (const [one, name] of [
    [stable, 'shop'],
    [canary, 'shop-canary'],
  ] as const) {
    const objects = [deployment(one), ...clusterService(one), horizontalPodAutoscaler(one), disruptionBudget(one.pods)];
    assert.deepEqual(
      objects.map(({ metadata }) => metadata.name),
      [name, name, name, name],
    );
    assert.deepEqual(at(horizontalPodAutoscaler(one), 'spec', 'scaleTargetRef', 'name'), name);
  }
});

test('what selects the pods of one selects none of the other', () => {
  for (const [own, other] of [
    [stable, canary],
    [canary, stable],
  ] as const) {
    for (const selector of selectorsOf(own)) {
      assert.ok(isSelected(selector, podLabels(deployment(own))), JSON.stringify(selector));
      assert.ok(!isSelected(selector, podLabels(deployment(other))), JSON.stringify(selector));
    }
  }
});

test('both act as their owner: account, configuration and container have its name', () => {
  for (const one of [deployment(stable), deployment(canary)]) {
    const { serviceAccountName, containers } = podSpec(one) as {
      serviceAccountName: string;
      containers: { name: string; envFrom: unknown }[];
    };
    assert.equal(serviceAccountName, 'shop');
    assert.deepEqual(
      containers.map(({ name, envFrom }) => [name, envFrom]),
      [['shop', [{ configMapRef: { name: 'shop' } }]]],
    );
  }
});
