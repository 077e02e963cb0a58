import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../../model/resource.ts';
import { exampleWorkload } from '../../testing/workload.ts';
import { clusterService } from '../networking/service.ts';
import { disruptionBudget } from '../scaling/disruptionBudget.ts';
import { horizontalPodAutoscaler } from '../scaling/horizontalPodAutoscaler.ts';
import { deployment } from './deployment.ts';
import type { Pods } from './pods.ts';
import type { ScaledWorkload } from './workload.ts';

const stable: ScaledWorkload = { ...exampleWorkload, config: { LOG: 'json' } };
const track = { 'example.com/track': 'canary' };
const pods: Pods = {
  name: 'shop-canary',
  namespace: 'backend',
  labels: { ...stable.labels, ...track },
  selector: { ...stable.pods.selector, ...track },
};
const canary: ScaledWorkload = {
  ...stable,
  pods,
  runtime: { ...stable.runtime, image: 'registry.example.com/shop:2' },
};

type Labels = Readonly<Record<string, string>>;
const isSelected = (selector: Labels, own: Labels) =>
  Object.entries(selector).every(([key, value]) => own[key] === value);
const at = (object: Resource, ...path: string[]) =>
  path.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], object);
const podLabels = (one: Resource) => at(one, 'spec', 'template', 'metadata', 'labels') as Labels;
const podSpec = (one: Resource) => at(one, 'spec', 'template', 'spec') as Record<string, unknown>;
const selectorIn = (one: Resource) => at(one, 'spec', 'selector', 'matchLabels') as Labels;

test('two Deployments lie behind one Service, each with pods, scaler and budget of its own', () => {
  const [first, second] = [deployment(stable), deployment(canary)];
  assert.deepEqual([first.metadata.name, second.metadata.name], ['shop', 'shop-canary']);
  const behind = at(clusterService(stable), 'spec', 'selector') as Labels;
  for (const one of [first, second]) {
    assert.ok(isSelected(behind, podLabels(one)), 'the Service selects its pods');
    assert.ok(isSelected(selectorIn(one), podLabels(one)), 'its selector selects its pods');
  }
  assert.ok(!isSelected(selectorIn(second), podLabels(first)), 'the second never takes the pods of the first');
  assert.deepEqual(at(horizontalPodAutoscaler(canary), 'spec', 'scaleTargetRef', 'name'), 'shop-canary');
  assert.deepEqual(selectorIn(disruptionBudget(pods)), pods.selector);
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
