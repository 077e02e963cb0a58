import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../../generators/model/resource.ts';
import type { Cluster } from '../../generators/model/settings/index.ts';
import { viewOf } from '../../generators/model/view.ts';
import { autoscaler, deployment } from '../example/api.ts';
import { daemonSet } from '../example/daemon.ts';
import { database } from '../example/database.ts';
import { exampleCluster } from '../example/index.ts';
import { rabbitmq } from '../example/systems.ts';
import { withField } from '../example/withField.ts';
import { lossesOf } from './losses.ts';

const of = (zones: number, ...objects: readonly Resource[]) => {
  const names = Array.from({ length: zones }, (_, index) => `zone-${index}`);
  const cluster: Cluster = { ...exampleCluster, zones: names };
  const built = objects.map((resource) => ({ resource, app: 'one' }));
  return lossesOf(viewOf('production', cluster, built)).map(({ name, pods, needed, node, zone }) => ({
    name,
    pods,
    needed,
    node,
    zone,
  }));
};
const scaled = (min: number) => withField(autoscaler, 'spec.minReplicas', min);
const constraints = 'spec.template.spec.topologySpreadConstraints';
const apart = (topologyKey: string) =>
  withField(withField(deployment, constraints, undefined), 'spec.template.spec.affinity', {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { topologyKey, labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'api' } } },
      ],
    },
  });

for (const [title, zones, objects, node, zone] of [
  ['pods that spread over three zones lose the share of one', 3, [deployment, scaled(5)], 3, 3],
  ['in one zone all are lost with it, and may be on one node', 1, [deployment, scaled(5)], 0, 0],
  [
    'in one zone, pods that are kept on nodes of their own lose one',
    1,
    [apart('kubernetes.io/hostname'), scaled(5)],
    4,
    0,
  ],
  [
    'pods that nothing spreads may all be in the zone that is lost',
    3,
    [withField(deployment, constraints, undefined), scaled(5)],
    0,
    0,
  ],
  ['a single pod is lost with its node', 3, [deployment, scaled(1)], 0, 0],
] as const) {
  test(title, () => {
    const [pods] = of(zones, ...objects);
    assert.deepEqual([pods?.node, pods?.zone], [node, zone]);
  });
}

test('a system with a quorum says itself how many have to be left, and its members are not counted again', () => {
  const found = of(3, rabbitmq);
  assert.deepEqual(
    found.map(({ pods, needed, node, zone }) => [pods, needed, node, zone]),
    [[3, 2, 2, 2]],
  );
});

test('of members in one zone nothing says whether they share a node', () => {
  const [members] = of(1, withField(database, 'spec.instances', 3));
  assert.deepEqual([members?.node, members?.zone], [undefined, 0]);
});

test('pods on each node are no system that can be lost', () => {
  assert.deepEqual(of(3, daemonSet), []);
});
