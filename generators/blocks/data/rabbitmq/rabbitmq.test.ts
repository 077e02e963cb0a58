import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Caller, ClusterFacts } from '../../../model/inputs.ts';
import { bytes } from '../../../model/quantity.ts';
import type { Resource } from '../../../model/resource.ts';
import { exampleClusters } from '../../../testing/clusters.ts';
import { someUser } from '../../../testing/edgeUser.ts';
import { exampleInputs } from '../../../testing/inputs.ts';
import { app } from '../../../testing/names.ts';
import { priorities } from '../../../testing/priorities.ts';
import { queue as queueContract } from '../../names.ts';
import { here } from '../../source.ts';
import { rabbitmq } from './rabbitmq.ts';

const events = queueContract('events');
const eventsBroker = rabbitmq(app('events-broker', 'data', []), {
  source: here(import.meta),
  contract: events.contract,
  images: { server: 'registry.example.com/rabbitmq:4.3.6-management' },
  priority: priorities.critical,
  storage: '20Gi',
  resources: { cpu: '1', memory: '2Gi' },
});

const withZones = (count: number): ClusterFacts => ({
  ...exampleClusters.aws,
  zones: Array.from({ length: count }, (_, index) => `zone-${index}`),
});

function render(cluster: ClusterFacts, settings: Record<string, unknown> = {}, usedBy: readonly Caller[] = []) {
  const inputs = exampleInputs(eventsBroker, cluster, settings);
  return eventsBroker.render({ ...inputs, graph: { ...inputs.graph, usedBy } });
}

function find<S>(objects: readonly Resource[], kind: string, name: string): S {
  const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
  assert.ok(found, `${kind}/${name}`);
  return found.spec as S;
}

interface Cluster {
  replicas: number;
  terminationGracePeriodSeconds: number;
  rabbitmq: { additionalConfig: string };
  affinity: {
    podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: string }] };
  };
}

for (const [zones, replicas, apartBy, grace] of [
  [1, 1, 'topology.kubernetes.io/zone', 60],
  [2, 3, 'kubernetes.io/hostname', 604_800],
  [3, 3, 'topology.kubernetes.io/zone', 604_800],
  [4, 3, 'topology.kubernetes.io/zone', 604_800],
] as const) {
  test(`${zones} zone(s) hold ${replicas} node(s), apart by ${apartBy}, which have ${grace} s to stop`, () => {
    const spec = find<Cluster>(render(withZones(zones)), 'RabbitmqCluster', 'events-broker');
    const [term] = spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution;
    assert.deepEqual([spec.replicas, term.topologyKey, spec.terminationGracePeriodSeconds], [replicas, apartBy, grace]);
  });
}

test('the free disk that publishers are held back at is never most of the volume', () => {
  const size = fc.integer({ min: 1, max: 9999 }).map((value) => `${value}Gi`);
  fc.assert(
    fc.property(size, size, (storage, memory) => {
      const objects = render(exampleClusters.aws, { storage, resources: { cpu: '1', memory } });
      const { rabbitmq } = find<Cluster>(objects, 'RabbitmqCluster', 'events-broker');
      const free = Number(/^disk_free_limit\.absolute = (\d+)$/m.exec(rabbitmq.additionalConfig)?.[1]);
      return free > 0 && free <= bytes(storage) / 4 && free <= bytes(memory);
    }),
  );
});

test('a queue comes with its exchange, its dead letters, and a user for each way of use', () => {
  const place = { vhost: '/', rabbitmqClusterReference: { name: 'events-broker' } };
  const queue = { ...place, type: 'quorum', durable: true, deletionPolicy: 'retain' };
  const exchange = { ...place, durable: true };
  const policy = { ...place, applyTo: 'quorum_queues', priority: 0 };
  const made = render(exampleClusters.aws, { deliveryLimit: 5, deadLetterDays: 2 }).filter(
    ({ apiVersion, kind }) => apiVersion === 'rabbitmq.com/v1beta1' && kind !== 'RabbitmqCluster',
  );
  assert.deepEqual(Object.fromEntries(made.map(({ kind, metadata, spec }) => [`${kind}/${metadata.name}`, spec])), {
    'Queue/events': { ...queue, name: 'events' },
    'Queue/events-dead': { ...queue, name: 'events.dead' },
    'Exchange/events': { ...exchange, name: 'events', type: 'topic' },
    'Exchange/events-dead': { ...exchange, name: 'events.dead', type: 'fanout' },
    'Binding/events': {
      ...place,
      source: 'events',
      destination: 'events',
      destinationType: 'queue',
      routingKey: '#',
    },
    'Binding/events-dead': {
      ...place,
      source: 'events.dead',
      destination: 'events.dead',
      destinationType: 'queue',
    },
    'Policy/events': {
      ...policy,
      name: 'events',
      pattern: '^events$',
      definition: {
        'delivery-limit': 5,
        'dead-letter-exchange': 'events.dead',
        'dead-letter-strategy': 'at-least-once',
        overflow: 'reject-publish',
      },
    },
    'Policy/events-dead': {
      ...policy,
      name: 'events.dead',
      pattern: '^events\\.dead$',
      definition: { 'message-ttl': 172_800_000 },
    },
    'User/events-publish': { rabbitmqClusterReference: { name: 'events-broker' } },
    'Permission/events-publish': {
      ...place,
      userReference: { name: 'events-publish' },
      permissions: { configure: '^$', write: '^events$', read: '^$' },
    },
    'User/events-consume': { rabbitmqClusterReference: { name: 'events-broker' } },
    'Permission/events-consume': {
      ...place,
      userReference: { name: 'events-consume' },
      permissions: { configure: '^$', write: '^$', read: '^events$' },
    },
  });
});

for (const edge of [events.publish, events.consume]) {
  test(`whoever may ${edge.access} is told the address of the broker and the Secret of that way of use`, () => {
    assert.deepEqual(eventsBroker.provides?.endpoint(edge, {}, someUser), {
      kind: 'queue',
      host: 'events-broker.data.svc.cluster.local',
      port: 5672,
      tls: false,
      queue: 'events',
      peer: { pods: { namespace: 'data', labels: { 'app.kubernetes.io/name': 'events-broker' } } },
      credentials: { store: 'cluster-secrets', key: `events-${edge.access}-user-credentials` },
    });
  });
}

const publisher: Caller = { app: 'api', tier: 'backend', port: 'publish' };
const consumer: Caller = { app: 'worker', tier: 'backend', port: 'consume' };
const podsOf = (app: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'backend' } },
  podSelector: { matchLabels: { 'app.kubernetes.io/name': app } },
});
const keda = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'keda' } } };

for (const [title, usedBy, peers] of [
  ['nobody, where nobody uses the queue', [], undefined],
  ['a publisher alone', [publisher], [podsOf('api')]],
  ['a consumer, and KEDA, which scales it', [consumer], [podsOf('worker'), keda]],
  ['a subscriber, and KEDA', [{ ...consumer, port: 'subscribe' }], [podsOf('worker'), keda]],
  ['an app once that does both', [consumer, { ...publisher, app: 'worker' }], [podsOf('worker'), keda]],
] as const) {
  test(`the broker's port is open to ${title}`, () => {
    const { ingress } = find<{ ingress: { from: unknown; ports: { port: number }[] }[] }>(
      render(exampleClusters.aws, {}, usedBy),
      'NetworkPolicy',
      'events-broker',
    );
    assert.deepEqual(ingress.find(({ ports }) => ports.some(({ port }) => port === 5672))?.from, peers);
  });
}

test('sizes are written as the operator writes them back', () => {
  const objects = render(exampleClusters.aws, { storage: '2048Gi', resources: { cpu: '1000m', memory: '1536Mi' } });
  const spec = find<{ persistence: unknown; resources: { limits: unknown } }>(
    objects,
    'RabbitmqCluster',
    'events-broker',
  );
  assert.deepEqual(
    [spec.persistence, spec.resources.limits],
    [
      { storageClassName: 'zonal-ssd', storage: '2Ti' },
      { cpu: '1', memory: '1536Mi' },
    ],
  );
});
