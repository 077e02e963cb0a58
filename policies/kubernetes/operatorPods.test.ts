import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../../generators/model/resource.ts';
import { viewOf } from '../../generators/model/view.ts';
import { imagesNamedBy } from './operatorImages.ts';
import { podsOf } from './pods.ts';
import { secretAt } from './secrets.ts';

const cluster = {
  name: 'one',
  cloud: 'local',
  region: 'local',
  zones: ['a'],
  kubernetes: '1.35',
  role: 'active',
  controlPlane: { networks: ['10.0.0.0/16'], port: 443 },
  nodes: {},
  provided: [],
  identities: {},
} as const;

const view = (...objects: Resource[]) =>
  viewOf(
    'test',
    { ...cluster, zones: ['a'], controlPlane: { ...cluster.controlPlane, networks: [] } } as never,
    objects.map((resource) => ({ resource, app: 'example' })),
  );

const size = (cpu: string, memory: string) => ({ requests: { cpu, memory }, limits: { cpu, memory } });

const broker: Resource = {
  apiVersion: 'rabbitmq.com/v1beta1',
  kind: 'RabbitmqCluster',
  metadata: { name: 'events', namespace: 'data' },
  spec: {
    replicas: 3,
    image: 'example.com/rabbitmq:4',
    resources: size('1', '256Mi'),
    override: { statefulSet: { spec: { template: { spec: { priorityClassName: 'critical' } } } } },
  },
};

const database: Resource = {
  apiVersion: 'k8ssandra.io/v1alpha1',
  kind: 'K8ssandraCluster',
  metadata: { name: 'feed', namespace: 'data' },
  spec: {
    cassandra: {
      serverImage: 'example.com/cassandra:5',
      podPriorityClassName: 'critical',
      resources: size('2', '4Gi'),
      containers: [{ name: 'cassandra' }, { name: 'server-system-logger', resources: size('100m', '128Mi') }],
      initContainers: [{ name: 'server-config-init', resources: size('100m', '384Mi') }],
      datacenters: [{ metadata: { name: 'dc1', commonLabels: { team: 'feed' } }, size: 6 }],
    },
    medusa: {
      containerImage: { registry: 'example.com', repository: 'team', name: 'medusa', tag: '1' },
      containerResources: size('100m', '1Gi'),
      initContainerResources: size('100m', '8Gi'),
    },
    reaper: { resources: size('100m', '1Gi'), initContainerResources: size('100m', '512Mi') },
  },
};

const summary = (...objects: Resource[]) =>
  podsOf(view(...objects)).map(({ name, namespace, labels, replicas, requests, priorityClass }) => ({
    name: `${namespace}/${name}`,
    labels,
    replicas,
    requests,
    priorityClass,
  }));

test('a broker has its nodes, and a container for setting up that may ask for more than they do', () => {
  assert.deepEqual(summary(broker), [
    {
      name: 'data/events',
      labels: {
        'app.kubernetes.io/name': 'events',
        'app.kubernetes.io/component': 'rabbitmq',
        'app.kubernetes.io/part-of': 'rabbitmq',
      },
      replicas: { min: 3, max: 3, surge: 0 },
      requests: { cpu: 1, memory: 500 * 2 ** 20 },
      priorityClass: 'critical',
    },
  ]);
});

test('a Cassandra node counts with its logs and backups, and whoever repairs them counts once', () => {
  assert.deepEqual(summary(database), [
    {
      name: 'data/feed-dc1',
      labels: {
        'app.kubernetes.io/name': 'cassandra',
        'app.kubernetes.io/managed-by': 'cass-operator',
        'cassandra.datastax.com/cluster': 'feed',
        'cassandra.datastax.com/datacenter': 'dc1',
        team: 'feed',
      },
      replicas: { min: 6, max: 6, surge: 0 },
      requests: { cpu: 2.2, memory: 8 * 2 ** 30 },
      priorityClass: 'critical',
    },
    {
      name: 'data/feed-dc1-reaper',
      labels: { 'app.kubernetes.io/managed-by': 'k8ssandra-operator', 'k8ssandra.io/reaper': 'feed-dc1-reaper' },
      replicas: { min: 1, max: 1, surge: 1 },
      requests: { cpu: 0.1, memory: 2 ** 30 },
      priorityClass: undefined,
    },
  ]);
});

for (const [title, object] of [
  ['a broker', broker],
  ['a database', database],
] as const) {
  test(`${title} whose spec is not what it should be is read as far as that goes`, () => {
    for (const spec of [undefined, null, 7, [], { cassandra: [], datacenters: {} }]) {
      assert.doesNotThrow(() => summary({ ...object, spec }));
    }
  });
}

test('the images that custom resources name are found whole', () => {
  assert.deepEqual(
    [broker, database].flatMap((object) => [...imagesNamedBy(object)]),
    [
      { field: 'spec.image', image: 'example.com/rabbitmq:4' },
      { field: 'spec.cassandra.serverImage', image: 'example.com/cassandra:5' },
      { field: 'spec.medusa.containerImage', image: 'example.com/team/medusa:1' },
    ],
  );
});

for (const [object, secret, keys] of [
  [broker, 'events-default-user', undefined],
  [{ ...broker, kind: 'User' }, 'events-user-credentials', ['username', 'password']],
  [database, 'feed-superuser', ['username', 'password']],
] as const) {
  test(`the Secret ${secret} counts as there, since an operator makes it for ${object.kind}`, () => {
    const found = secretAt(view(object), 'data', secret);
    assert.ok(found);
    assert.deepEqual(found.keys && [...found.keys], keys);
    assert.equal(secretAt(view(object), 'backend', secret), undefined);
  });
}
