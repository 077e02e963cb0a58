import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleClusters } from '../../../testing/clusters.ts';
import { appIn, fromNamespace, tcpPorts, toDns, withLabels } from '../../../testing/peers.ts';
import { apart, confirmed, oneAtATime } from '../../../testing/pods.ts';
import { objectOf, renderSystem, specOf, systems } from '../../../testing/systems.ts';

const labels = { 'app.kubernetes.io/name': 'events-broker' };
const size = { cpu: '1', memory: '2Gi' };

test('the broker has a node in each of three zones, a volume for each, and quorum queues unless a queue says otherwise', () => {
  const objects = renderSystem(systems.rabbitmq, exampleClusters.aws);
  assert.deepEqual(specOf(objects, 'RabbitmqCluster', 'events-broker'), {
    replicas: 3,
    image: 'rabbitmq:1',
    resources: { requests: size, limits: size },
    persistence: { storageClassName: 'zonal-ssd', storage: '20Gi' },
    affinity: apart(['us-east-1a', 'us-east-1b', 'us-east-1c'], labels),
    rabbitmq: { additionalConfig: 'default_queue_type = quorum\ndisk_free_limit.absolute = 2147483648\n' },
    override: { statefulSet: { spec: { template: { spec: { priorityClassName: 'shop-critical', containers: [] } } } } },
    terminationGracePeriodSeconds: 604_800,
    autoEnableAllFeatureFlags: true,
    delayStartSeconds: 30,
    service: { type: 'ClusterIP' },
  });
});

test('the broker goes only if a person confirms it, and a drain takes one node at a time', () => {
  const objects = renderSystem(systems.rabbitmq, exampleClusters.aws);
  const { metadata } = objectOf(objects, 'RabbitmqCluster', 'events-broker');
  assert.deepEqual(metadata.annotations, confirmed);
  assert.deepEqual(specOf(objects, 'PodDisruptionBudget', 'events-broker'), oneAtATime(labels));
});

for (const [memory, storage, free] of [
  ['2Gi', '100Gi', 2 * 2 ** 30],
  ['8Gi', '20Gi', 5 * 2 ** 30],
] as const) {
  test(`of ${storage}, publishers leave ${free} bytes free where a node has ${memory} of memory`, () => {
    const settings = { storage, resources: { cpu: '1', memory } };
    const objects = renderSystem(systems.rabbitmq, exampleClusters.aws, { settings });
    const { rabbitmq } = specOf<{ rabbitmq: { additionalConfig: string } }>(
      objects,
      'RabbitmqCluster',
      'events-broker',
    );
    assert.match(rabbitmq.additionalConfig, new RegExp(`^disk_free_limit.absolute = ${free}$`, 'm'));
  });
}

test('nodes admit users, KEDA, each other, the operators and Prometheus, and reach each other alone', () => {
  const usedBy = [{ app: 'worker', tier: 'backend', port: 'consume' }];
  const nodes = withLabels(labels);
  assert.deepEqual(
    specOf(renderSystem(systems.rabbitmq, exampleClusters.aws, { usedBy }), 'NetworkPolicy', 'events-broker'),
    {
      ...nodes,
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        { from: [appIn('backend', 'worker'), fromNamespace('keda')], ports: tcpPorts(5672) },
        { from: [nodes], ports: tcpPorts(4369, 25672) },
        { from: [fromNamespace('rabbitmq-system')], ports: tcpPorts(15672) },
        { from: [appIn('monitoring', 'prometheus')], ports: tcpPorts(15692) },
      ],
      egress: [toDns, { to: [nodes], ports: tcpPorts(4369, 25672) }],
    },
  );
});
