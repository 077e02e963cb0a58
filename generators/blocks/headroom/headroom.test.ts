import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import { exampleClusters } from '../../testing/clusters.ts';
import { exampleInputs } from '../../testing/inputs.ts';
import { app } from '../../testing/names.ts';
import { priorities } from '../../testing/priorities.ts';
import { here } from '../source.ts';
import { headroom } from './headroom.ts';

const own = headroom(app('room', 'backend', []), {
  source: here(import.meta),
  apps: [app('api', 'backend', []), app('search', 'backend', [])],
  image: 'registry.example.com/pause:3.10',
  priority: priorities.batch,
});
const sizes = [
  { app: 'api', tier: 'backend', value: { cpu: '1500m', memory: '1Gi' } },
  { app: 'worker', tier: 'backend', value: { cpu: '250m', memory: '256Mi' } },
];

function inputsFor(pods: Readonly<Record<string, number>>) {
  const inputs = exampleInputs(own, exampleClusters.aws, { pods });
  return { ...inputs, collected: { 'pod-size': sizes } };
}

test('placeholders have the size of an app’s own pods, the lowest priority, spread over zones, and end at once', () => {
  const [found, ...others] = own.render(inputsFor({ api: 4 }));
  assert.deepEqual(others, []);
  assert.equal(found?.metadata.name, 'room-api');
  const { replicas, template } = (found as unknown as Required<IDeployment>).spec;
  const [container] = template.spec?.containers ?? [];
  const requests = { cpu: '1500m', memory: '1Gi' };
  assert.deepEqual([replicas, container?.resources], [4, { requests, limits: requests }]);
  assert.equal(template.spec?.priorityClassName, 'shop-batch');
  assert.equal(template.spec?.terminationGracePeriodSeconds, 0);
  assert.deepEqual(
    template.spec?.topologySpreadConstraints?.map(({ topologyKey, whenUnsatisfiable }) => [
      topologyKey,
      whenUnsatisfiable,
    ]),
    [
      ['topology.kubernetes.io/zone', 'DoNotSchedule'],
      ['kubernetes.io/hostname', 'ScheduleAnyway'],
    ],
  );
});

test('settings name the apps that room can be held for, and one that does not run here needs none', () => {
  const { pods } = own.settings.properties as unknown as { pods: { properties: object } };
  assert.deepEqual(Object.keys(pods.properties), ['api', 'search']);
  assert.deepEqual(own.render(inputsFor({ search: 2 })), []);
});
