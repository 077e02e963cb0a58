import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../../generators/model/resource.ts';
import { viewOf } from '../../generators/model/view.ts';
import { autoscaler, deployment } from '../example/api.ts';
import { exampleCluster } from '../example/index.ts';
import { quota } from '../example/platform.ts';
import { withField } from '../example/withField.ts';
import { scaledObject } from '../example/worker.ts';
import { quotasOf } from './quotas.ts';
import { reachesOf } from './reach.ts';
import { roomOf } from './room.ts';

const view = (...objects: readonly Resource[]) =>
  viewOf(
    'production',
    exampleCluster,
    objects.map((resource) => ({ resource, app: 'one' })),
  );
const scaled = withField(withField(autoscaler, 'spec.minReplicas', 3), 'spec.maxReplicas', 9);
const bounded = (hard: Readonly<Record<string, string>>) => withField(quota, 'spec.hard', hard);

test('a quota leaves a scaler what its own roll-out does not take', () => {
  const [rolling] = quotasOf(view(deployment, scaled, bounded({ pods: '40' })));
  const added = (rolling?.most ?? 0) - 9;
  assert.ok(added > 0);
  const [reach] = reachesOf(view(deployment, scaled, bounded({ pods: '40' })));
  assert.deepEqual(reach?.quota, { resource: 'pods', pods: 40 - added });
});

test('of two quotas the narrower one bounds it, and a quota on something else none', () => {
  const [narrow] = reachesOf(view(deployment, scaled, bounded({ pods: '1000', 'requests.cpu': '20' })));
  assert.equal(narrow?.quota?.resource, 'requests.cpu');
  const [free] = reachesOf(view(deployment, scaled, bounded({ 'count/configmaps': '1' })));
  assert.equal(free?.quota, undefined);
});

test('nodes bound it by what others leave of them at their maximum', () => {
  const alone = view(deployment, scaled);
  const other = withField(withField(deployment, 'metadata.name', 'other'), 'spec.replicas', 4);
  const [free, shared] = [reachesOf(alone)[0]?.nodes ?? 0, reachesOf(view(deployment, scaled, other))[0]?.nodes ?? 0];
  assert.equal(free - shared, 4, 'pods of the same size');
  assert.ok(roomOf(alone).cpu > 0 && free > 0);
});

test('triggers of both kinds of scalers say what one pod is meant to take', () => {
  const [cpu] = reachesOf(view(deployment, scaled));
  assert.deepEqual(cpu?.triggers[0], { type: 'cpu', target: '70%' });
  const queue = withField(scaledObject, 'spec.scaleTargetRef', { name: deployment.metadata.name });
  assert.deepEqual(reachesOf(view(deployment, queue))[0]?.triggers, [{ type: 'rabbitmq', target: '50', of: 'events' }]);
});
