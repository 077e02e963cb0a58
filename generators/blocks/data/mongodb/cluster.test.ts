import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clusterWithZones, exampleClusters } from '../../../testing/clusters.ts';
import { apart, evenly, readOnlyContainer, restrictedPod } from '../../../testing/pods.ts';
import { objectOf, renderSystem, replicaSet, specOf, systems } from '../../../testing/systems.ts';

const zones = ['us-east-1a', 'us-east-1b', 'us-east-1c'];
const labels = (component: string) => ({
  'app.kubernetes.io/name': 'percona-server-mongodb',
  'app.kubernetes.io/instance': 'products',
  'app.kubernetes.io/component': component,
});
const container = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};
const restricted = { podSecurityContext: restrictedPod(1001, 1001), containerSecurityContext: container };
const common = {
  ...restricted,
  priorityClassName: 'shop-critical',
  serviceAccountName: 'products-database',
  terminationGracePeriodSeconds: 60,
  podDisruptionBudget: { maxUnavailable: 1 },
};
const account = (what: string) => ({
  name: `MONGODB_${what}`,
  valueFrom: { secretKeyRef: { name: 'products-secrets', key: `MONGODB_CLUSTER_MONITOR_${what}` } },
});
const exporter = {
  name: 'exporter',
  image: 'exporter:1',
  imagePullPolicy: 'IfNotPresent',
  args: ['--mongodb.uri=mongodb://localhost:27017', '--collector.replicasetstatus'],
  env: [account('USER'), account('PASSWORD')],
  ports: [{ name: 'metrics', containerPort: 9216, protocol: 'TCP' }],
  resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '64Mi' } },
  securityContext: readOnlyContainer,
};
const members = (size: { cpu: string; memory: string }, storage: string) => ({
  ...common,
  size: 3,
  resources: { requests: size, limits: size },
  configuration: 'security:\n  enableEncryption: false\n',
  volumeSpec: {
    persistentVolumeClaim: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'zonal-ssd',
      resources: { requests: { storage } },
    },
  },
  sidecars: [exporter],
  expose: { enabled: false, type: 'ClusterIP' },
});
const shard = (name: string) => ({
  ...members({ cpu: '1', memory: '2Gi' }, '20Gi'),
  name,
  affinity: { advanced: apart(zones, { ...labels('mongod'), 'app.kubernetes.io/replset': name }) },
});
const compression = { compressionType: 'gzip', compressionLevel: 6 };

interface Spec {
  replsets: { name: string; size: number; resources: object; volumeSpec: object }[];
  sharding: { configsvrReplSet: { affinity: unknown; size: number; resources: object }; mongos: { size: number } };
  unsafeFlags: object;
  backup: { tasks: object[] };
}

test('MongoDB has three members of each shard over the zones, routers, TLS, no upgrades and backups to any moment', () => {
  const spec = specOf<Spec>(renderSystem(systems.mongodb, exampleClusters.aws), 'PerconaServerMongoDB', 'products');
  const { affinity, ...configsvrReplSet } = spec.sharding.configsvrReplSet;
  // Config servers have a component of their own: with that of members, the rule would match no pod.
  const configServers = { ...labels('cfg'), 'app.kubernetes.io/replset': 'cfg' };
  assert.deepEqual(affinity, { advanced: apart(zones, configServers) });
  assert.deepEqual(
    { ...spec, sharding: { ...spec.sharding, configsvrReplSet } },
    {
      crVersion: '1.22.0',
      image: 'mongodb:1',
      imagePullPolicy: 'IfNotPresent',
      initImage: 'operator:1',
      initContainerSecurityContext: container,
      updateStrategy: 'SmartUpdate',
      upgradeOptions: { apply: 'disabled', schedule: '0 2 * * *', setFCV: false },
      unsafeFlags: { replsetSize: false, mongosSize: false },
      storageScaling: { enableVolumeScaling: true },
      secrets: { users: 'products-secrets', ssl: 'products-ssl' },
      tls: { mode: 'preferTLS' },
      replsets: [shard('rs0'), shard('rs1')],
      sharding: {
        enabled: true,
        balancer: { enabled: true },
        configsvrReplSet: members({ cpu: '250m', memory: '1Gi' }, '10Gi'),
        mongos: {
          ...common,
          size: 3,
          affinity: { antiAffinityTopologyKey: 'none' },
          topologySpreadConstraints: evenly(labels('mongos')),
          resources: { requests: { cpu: '500m', memory: '512Mi' }, limits: { memory: '512Mi' } },
          expose: { type: 'ClusterIP' },
        },
      },
      users: [
        {
          name: 'products',
          db: 'admin',
          passwordSecretRef: { name: 'products-database-credentials', key: 'password' },
          roles: [
            { name: 'readWrite', db: 'products' },
            { name: 'enableSharding', db: 'admin' },
          ],
        },
      ],
      backup: {
        ...restricted,
        enabled: true,
        image: 'pbm:1',
        startingDeadlineSeconds: 120,
        resources: { requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '512Mi' } },
        storages: {
          bucket: {
            main: true,
            type: 's3',
            s3: { bucket: 'copies', prefix: 'reference/reference/products', region: 'us-east-1' },
          },
        },
        pitr: { enabled: true, oplogOnly: false, oplogSpanMin: 10, ...compression },
        tasks: [
          {
            name: 'full',
            enabled: true,
            schedule: '0 2 * * *',
            storageName: 'bucket',
            type: 'logical',
            ...compression,
            retention: { type: 'count', count: 14, deleteFromStorage: true },
          },
        ],
      },
      logcollector: { enabled: false },
    },
  );
});

test('the database comes after its Secrets, goes only if a person confirms it, and its pods go in order', () => {
  const { metadata } = objectOf(renderSystem(systems.mongodb, exampleClusters.aws), 'PerconaServerMongoDB', 'products');
  assert.deepEqual(metadata, {
    name: 'products',
    namespace: 'data',
    labels: {
      'app.kubernetes.io/name': 'products-database',
      'app.kubernetes.io/component': 'data',
      'app.kubernetes.io/part-of': 'shop',
      'app.kubernetes.io/managed-by': 'argocd',
    },
    annotations: {
      'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm',
      'argocd.argoproj.io/sync-wave': '1',
    },
    finalizers: ['percona.com/delete-psmdb-pods-in-order'],
  });
});

for (const [count, members, routers, unsafeFlags] of [
  [1, 1, 1, { replsetSize: true, mongosSize: true }],
  [2, 3, 2, { replsetSize: false, mongosSize: false }],
  [4, 3, 3, { replsetSize: false, mongosSize: false }],
] as const) {
  test(`${count} zone(s) have ${members} member(s) of each replica set and ${routers} router(s)`, () => {
    const objects = renderSystem(systems.mongodb, clusterWithZones(count));
    const { replsets, sharding, unsafeFlags: flags } = specOf<Spec>(objects, 'PerconaServerMongoDB', 'products');
    const sizes = [...replsets, sharding.configsvrReplSet].map(({ size }) => size);
    assert.deepEqual([sizes, sharding.mongos.size, flags], [[members, members, members], routers, unsafeFlags]);
  });
}

test('shards, sizes and the schedule of backups come from settings', () => {
  const size = { cpu: '1500m', memory: '3Gi' };
  const settings = {
    shards: 1,
    storage: '50Gi',
    resources: { cpu: '1.5', memory: '3Gi' },
    config: { ...size, storage: '30Gi' },
    routers: { cpu: '2', memory: '1Gi' },
    backups: { schedule: '30 1 * * *', keep: 7 },
  };
  const objects = renderSystem(systems.mongodb, exampleClusters.aws, { settings });
  const { replsets, sharding, backup } = specOf<Spec>(objects, 'PerconaServerMongoDB', 'products');
  const { resources, volumeSpec } = members(size, '50Gi');
  assert.deepEqual(
    replsets.map((set) => ({ name: set.name, resources: set.resources, volumeSpec: set.volumeSpec })),
    [{ name: 'rs0', resources, volumeSpec }],
  );
  const { affinity: _affinity, ...config } = sharding.configsvrReplSet;
  assert.deepEqual(config, members(size, '30Gi'));
  const { schedule, retention } = backup.tasks[0] as { schedule: string; retention: object };
  assert.deepEqual([schedule, retention], ['30 1 * * *', { type: 'count', count: 7, deleteFromStorage: true }]);
});

test('without shards there is one replica set of the same form, whose account shards nothing', () => {
  const sharded = specOf<Spec>(renderSystem(systems.mongodb, exampleClusters.aws), 'PerconaServerMongoDB', 'products');
  const spec = specOf<Spec>(renderSystem(replicaSet, exampleClusters.aws), 'PerconaServerMongoDB', 'products');
  assert.deepEqual(spec, {
    ...sharded,
    unsafeFlags: { replsetSize: false },
    replsets: [shard('rs0')],
    sharding: { enabled: false },
    users: [
      {
        name: 'products',
        db: 'admin',
        passwordSecretRef: { name: 'products-database-credentials', key: 'password' },
        roles: [{ name: 'readWrite', db: 'products' }],
      },
    ],
  });
});
