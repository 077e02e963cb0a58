import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Inputs } from '../../model/inputs.ts';
import type { Resource } from '../../model/resource.ts';
import { exampleClusters } from '../../testing/clusters.ts';
import { priorities } from '../../testing/priorities.ts';
import { clusterService } from '../networking/service.ts';
import type { Runtime } from '../runtime.ts';
import { disruptionBudget } from '../scaling/disruptionBudget.ts';
import { horizontalPodAutoscaler } from '../scaling/horizontalPodAutoscaler.ts';
import { cpu } from '../scaling/scale.ts';
import { deployment } from './deployment.ts';
import { type Pods, podsOfOwner } from './pods.ts';
import type { ScaledWorkload } from './workload.ts';

const probe = { port: 'http', path: '/' };
const runtime: Runtime = {
  image: 'registry.example.com/shop:1',
  user: 1000,
  group: 1000,
  ports: { http: 8080 },
  startup: probe,
  readiness: probe,
  liveness: probe,
  drainSeconds: 1,
};
const owner = { name: 'shop', namespace: 'backend' };
const labels = { 'app.kubernetes.io/name': 'shop', 'app.kubernetes.io/part-of': 'example' };
const stable: ScaledWorkload = {
  owner,
  pods: podsOfOwner(owner, labels),
  labels,
  runtime,
  inputs: {
    fleet: { name: 'example' },
    cluster: exampleClusters.aws,
    graph: { uses: {}, usedBy: [] },
  } as unknown as Inputs,
  settings: { resources: { cpu: '100m', memory: '64Mi' } },
  priority: priorities.standard,
  config: { LOG: 'json' },
  secrets: {},
  files: {},
  podFields: {},
  args: [],
  scale: { min: 2, max: 4, on: [cpu(70)] },
};
const track = { 'example.com/track': 'canary' };
const pods: Pods = {
  name: 'shop-canary',
  namespace: 'backend',
  labels: { ...labels, ...track },
  selector: { ...stable.pods.selector, ...track },
};
const canary: ScaledWorkload = { ...stable, pods, runtime: { ...runtime, image: 'registry.example.com/shop:2' } };

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
