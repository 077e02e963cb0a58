import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { ClusterFacts } from '../../model/inputs.ts';
import { exampleClusters } from '../../testing/clusters.ts';
import { exampleInputs } from '../../testing/inputs.ts';
import { app } from '../../testing/names.ts';
import { priorities } from '../../testing/priorities.ts';
import { here } from '../source.ts';
import { headroom } from './headroom.ts';

const own = headroom(app('room', 'backend', []), {
  source: here(import.meta),
  image: 'registry.example.com/pause:3.10',
  priority: priorities.batch,
});
const sizes = [
  { app: 'api', tier: 'backend', value: { cpu: '1500m', memory: '1Gi' } },
  { app: 'worker', tier: 'backend', value: { cpu: '250m', memory: '256Mi' } },
];

function inputsFor(pods: Readonly<Record<string, number>>, cluster: Partial<ClusterFacts> = {}) {
  const inputs = exampleInputs(own, { ...exampleClusters.aws, ...cluster } as ClusterFacts, { pods });
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

test('an app that does not run is named where users are served, and waits on a standby cluster', () => {
  const mistakes = (cluster: Partial<ClusterFacts>) => own.mistakes?.(inputsFor({ worker: 1, search: 2 }, cluster));
  assert.deepEqual(mistakes({ role: 'active' }), [
    {
      code: 'headroom-of-nobody',
      path: ['pods', 'search'],
      message: 'Room is held for search, and no app of that name whose pods are alike runs here.',
      fix: 'Name one of these: api, worker.',
    },
  ]);
  assert.deepEqual(mistakes({ role: 'standby' }), []);
  assert.equal(own.render(inputsFor({ search: 2 })).length, 0);
});
