import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clusterWithZones, exampleClusters } from '../../../testing/clusters.ts';
import { confirmed, readOnlyContainer, restrictedPod } from '../../../testing/pods.ts';
import { objectOf, renderSystem, specOf, systems } from '../../../testing/systems.ts';

const same = (cpu: string, memory: string) => ({ requests: { cpu, memory }, limits: { cpu, memory } });
const bursting = (memory: string) => ({ requests: { cpu: '100m', memory }, limits: { cpu: '1', memory } });
const image = (repository: string, name: string, tag: string) => ({
  registry: 'registry.example.com',
  repository,
  name,
  tag,
  pullPolicy: 'IfNotPresent',
});
const container = (name: string, memory?: string) => ({
  name,
  securityContext: readOnlyContainer,
  ...(memory && { resources: bursting(memory) }),
});
const rack = (zone: string) => ({ name: zone, nodeAffinityLabels: { 'topology.kubernetes.io/zone': zone } });

test('Cassandra has a rack in each zone, accounts, half of its memory as heap, and takes no shared host', () => {
  const objects = renderSystem(systems.cassandra, exampleClusters.aws);
  const { medusa: _medusa, reaper: _reaper, ...spec } = specOf(objects, 'K8ssandraCluster', 'feed');
  assert.deepEqual(spec, {
    auth: true,
    secretsProvider: 'internal',
    cassandra: {
      serverType: 'cassandra',
      serverVersion: '5.0.6',
      serverImage: 'registry.example.com/k8ssandra/cassandra:5.0.6-ubi@sha256:0',
      serviceAccount: 'feed-database',
      podPriorityClassName: 'shop-critical',
      podSecurityContext: restrictedPod(999, 999),
      readOnlyRootFilesystem: true,
      softPodAntiAffinity: false,
      resources: same('1', '2Gi'),
      storageConfig: {
        cassandraDataVolumeClaimSpec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: 'zonal-ssd',
          resources: { requests: { storage: '20Gi' } },
        },
      },
      config: {
        cassandraYaml: { num_tokens: 16, drop_truncate_table_enabled: false },
        jvmOptions: { heap_initial_size: '1Gi', heap_max_size: '1Gi', gc: 'G1GC' },
      },
      containers: [container('cassandra'), container('server-system-logger', '128Mi')],
      initContainers: [container('server-config-init-base', '128Mi'), container('server-config-init', '384Mi')],
      datacenters: [
        {
          metadata: {
            name: 'dc1',
            annotations: { 'cassandra.datastax.com/allow-storage-changes': 'true' },
            commonLabels: { 'app.kubernetes.io/name': 'feed-database' },
          },
          size: 3,
          stopped: false,
          racks: [rack('us-east-1a'), rack('us-east-1b'), rack('us-east-1c')],
        },
      ],
    },
  });
});

test('Medusa takes backups within its limits and deletes old ones', () => {
  const { medusa } = specOf<{ medusa: { storageProperties: object } }>(
    renderSystem(systems.cassandra, exampleClusters.aws),
    'K8ssandraCluster',
    'feed',
  );
  const { storageProperties: _storage, ...container } = medusa;
  assert.deepEqual(container, {
    containerImage: image('k8ssandra', 'medusa', '1@sha256:1'),
    securityContext: readOnlyContainer,
    containerResources: bursting('1Gi'),
    initContainerResources: bursting('1Gi'),
    purgeBackups: true,
  });
});

test('Reaper repairs on its own schedule, as an account without cloud identity', () => {
  const cluster = { ...exampleClusters.aws, identities: { 'feed-database': 'arn:example' } };
  const objects = renderSystem(systems.cassandra, cluster);
  const { reaper } = specOf(objects, 'K8ssandraCluster', 'feed');
  assert.deepEqual(reaper, {
    containerImage: image('thelastpickle', 'reaper', '2@sha256:2'),
    ServiceAccountName: 'feed-database-reaper',
    podSecurityContext: restrictedPod(1000, 1000),
    securityContext: readOnlyContainer,
    initContainerSecurityContext: readOnlyContainer,
    resources: bursting('1Gi'),
    initContainerResources: bursting('1Gi'),
    heapSize: '512Mi',
    autoScheduling: {
      enabled: true,
      repairType: 'AUTO',
      initialDelayPeriod: 'PT15S',
      percentUnrepairedThreshold: 10,
      periodBetweenPolls: 'PT10M',
      scheduleSpreadPeriod: 'PT6H',
      timeBeforeFirstSchedule: 'PT5M',
    },
    deploymentMode: 'PER_DC',
    httpManagement: { enabled: true },
    keyspace: 'reaper_db',
    secretsProvider: 'internal',
    skipSchemaMigration: false,
    storageType: 'cassandra',
  });
  const [nodes, repairs] = ['feed-database', 'feed-database-reaper'].map((name) =>
    objectOf(objects, 'ServiceAccount', name),
  );
  assert.deepEqual(nodes?.metadata.annotations, { 'eks.amazonaws.com/role-arn': 'arn:example' });
  assert.equal(repairs?.metadata.annotations, undefined);
  assert.deepEqual([nodes?.automountServiceAccountToken, repairs?.automountServiceAccountToken], [false, false]);
});

test('a backup is taken every night, of what changed, and never two at once', () => {
  const objects = renderSystem(systems.cassandra, exampleClusters.aws);
  assert.deepEqual(specOf(objects, 'MedusaBackupSchedule', 'feed'), {
    cronSchedule: '0 2 * * *',
    operationType: 'backup',
    concurrencyPolicy: 'Forbid',
    backupSpec: { cassandraDatacenter: 'dc1', backupType: 'differential' },
  });
});

test('the database goes only if a person confirms it', () => {
  const { metadata } = objectOf(renderSystem(systems.cassandra, exampleClusters.aws), 'K8ssandraCluster', 'feed');
  assert.deepEqual(metadata.annotations, confirmed);
});

test('nodes, sizes and backups come from settings', () => {
  const settings = {
    nodesPerZone: 4,
    storage: '2048Gi',
    resources: { cpu: '2500m', memory: '16Gi' },
    backups: { schedule: '30 1 * * *', keepDays: 7, memory: '1536Mi' },
  };
  const objects = renderSystem(systems.cassandra, clusterWithZones(2), { settings });
  const { cassandra, medusa } = specOf<{
    cassandra: { datacenters: [{ size: number }]; resources: object; storageConfig: object; config: object };
    medusa: { containerResources: object; storageProperties: { maxBackupAge: number } };
  }>(objects, 'K8ssandraCluster', 'feed');
  assert.equal(cassandra.datacenters[0].size, 8);
  assert.deepEqual(cassandra.resources, same('2500m', '16Gi'));
  assert.match(JSON.stringify(cassandra.storageConfig), /"storage":"2Ti"/);
  assert.match(JSON.stringify(cassandra.config), /"heap_initial_size":"8Gi","heap_max_size":"8Gi"/);
  assert.deepEqual(medusa.containerResources, bursting('1536Mi'));
  assert.equal(medusa.storageProperties.maxBackupAge, 7);
  assert.equal(specOf(objects, 'MedusaBackupSchedule', 'feed').cronSchedule, '30 1 * * *');
});
