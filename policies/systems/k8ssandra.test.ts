import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../../generators/model/resource.ts';
import { imagesNamed } from '../cluster/facts.ts';
import { allPods } from '../cluster/pods.ts';
import { secretAt } from '../cluster/secrets.ts';
import { viewOfObjects } from '../example/index.ts';

const size = (cpu: string, memory: string) => ({ requests: { cpu, memory }, limits: { cpu, memory } });

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
const view = viewOfObjects(database);

test('a Cassandra node counts with its logs and backups, and whoever repairs them counts once', () => {
  assert.deepEqual(
    allPods(view).map(({ namespace, name, labels, replicas, requests, priorityClass }) => {
      return { name: `${namespace}/${name}`, labels, replicas, requests, priorityClass };
    }),
    [
      {
        name: 'data/feed-dc1',
        labels: {
          'app.kubernetes.io/name': 'cassandra',
          'app.kubernetes.io/instance': 'cassandra-feed',
          'app.kubernetes.io/managed-by': 'cass-operator',
          'app.kubernetes.io/created-by': 'cass-operator',
          'cassandra.datastax.com/cluster': 'feed',
          'cassandra.datastax.com/datacenter': 'dc1',
          team: 'feed',
        },
        replicas: { min: 6, max: 6, surge: 0, ending: 0 },
        requests: { cpu: 2.2, memory: 8 * 2 ** 30 },
        priorityClass: 'critical',
      },
      {
        name: 'data/feed-dc1-reaper',
        labels: {
          'app.kubernetes.io/name': 'k8ssandra-operator',
          'app.kubernetes.io/part-of': 'k8ssandra',
          'app.kubernetes.io/component': 'reaper',
          'app.kubernetes.io/managed-by': 'k8ssandra-operator',
          'k8ssandra.io/reaper': 'feed-dc1-reaper',
        },
        replicas: { min: 1, max: 1, surge: 1, ending: 0 },
        requests: { cpu: 0.1, memory: 2 ** 30 },
        priorityClass: undefined,
      },
    ],
  );
});

test('the images that a database names are found whole, in parts too', () => {
  assert.deepEqual(
    imagesNamed(view).map(({ field, image }) => [field, image]),
    [
      ['spec.cassandra.serverImage', 'example.com/cassandra:5'],
      ['spec.medusa.containerImage', 'example.com/team/medusa:1'],
    ],
  );
});

test('the account of the superuser counts as there, in the namespace of the database alone', () => {
  assert.deepEqual(secretAt(view, 'data', 'feed-superuser'), { keys: new Set(['username', 'password']) });
  assert.equal(secretAt(view, 'backend', 'feed-superuser'), undefined);
});
