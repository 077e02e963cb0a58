import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleClusters, exampleInputs } from '../generators/blocks/platform/examples.ts';
import type { ClusterFacts } from '../generators/model/inputs.ts';
import { keyOf, type Resource } from '../generators/model/resource.ts';
import { imagePattern } from '../generators/model/settings/images.ts';
import { clouds } from '../generators/model/settings/index.ts';
import { usersDatabase } from './usersDatabase.ts';

const render = (cluster: ClusterFacts, settings = {}): readonly Resource[] =>
  usersDatabase.render(exampleInputs(usersDatabase, cluster, settings));

const labels = {
  'app.kubernetes.io/name': 'users-database',
  'app.kubernetes.io/component': 'data',
  'app.kubernetes.io/part-of': 'example',
  'app.kubernetes.io/managed-by': 'argocd',
};

test('the database is a CloudNativePG cluster in its zones, with every default of the CRD written out', () => {
  const size = { cpu: '1500m', memory: '8Gi' };
  const settings = { storage: '100Gi', resources: { cpu: '1.5', memory: '8Gi' }, connections: 100 };
  assert.deepEqual(render(exampleClusters.google, settings)[0], {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: {
      name: 'users',
      namespace: 'data',
      labels,
      annotations: { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' },
    },
    spec: {
      instances: 3,
      imageName: usersDatabase.images['users-database'],
      priorityClassName: 'example-critical',
      affinity: {
        enablePodAntiAffinity: true,
        podAntiAffinityType: 'required',
        topologyKey: 'topology.kubernetes.io/zone',
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [
              {
                matchExpressions: [
                  {
                    key: 'topology.kubernetes.io/zone',
                    operator: 'In',
                    values: ['us-central1-a', 'us-central1-b', 'us-central1-c'],
                  },
                ],
              },
            ],
          },
        },
      },
      resources: { requests: size, limits: size },
      storage: { storageClass: 'zonal-ssd', size: '100Gi', resizeInUseVolumes: true },
      postgresql: {
        parameters: {
          max_connections: '100',
          shared_buffers: '2048MB',
          effective_cache_size: '6144MB',
          work_mem: '20MB',
          maintenance_work_mem: '512MB',
          max_slot_wal_keep_size: '25600MB',
        },
        synchronous: { method: 'any', number: 1, dataDurability: 'required', failoverQuorum: true },
      },
      bootstrap: {
        initdb: {
          database: 'users',
          owner: 'users',
          encoding: 'UTF8',
          localeCollate: 'C',
          localeCType: 'C',
          dataChecksums: true,
        },
      },
      enablePDB: true,
      enableSuperuserAccess: false,
      failoverDelay: 0,
      logLevel: 'info',
      maxSyncReplicas: 0,
      minSyncReplicas: 0,
      postgresUID: 26,
      postgresGID: 26,
      primaryUpdateMethod: 'restart',
      primaryUpdateStrategy: 'unsupervised',
      replicationSlots: {
        highAvailability: { enabled: true, slotPrefix: '_cnpg_' },
        synchronizeReplicas: { enabled: true },
        updateInterval: 30,
      },
      smartShutdownTimeout: 180,
      startDelay: 3600,
      stopDelay: 1800,
      switchoverDelay: 3600,
    },
  });
});

test('a single instance waits for no standby and holds no node in a drain', () => {
  const spec = (cluster: ClusterFacts) =>
    render(cluster)[0]?.spec as { instances: number; enablePDB: boolean; postgresql: { synchronous?: unknown } };
  const { instances, enablePDB, postgresql } = spec(exampleClusters.local);
  const found = { instances, enablePDB, isSynchronous: 'synchronous' in postgresql };
  assert.deepEqual(found, { instances: 1, enablePDB: false, isSynchronous: false });
});

test('identities depend on neither cloud nor settings', () => {
  for (const cloud of clouds) {
    for (const settings of [{}, { storage: '1Ti', resources: { cpu: '16', memory: '64Gi' }, connections: 1000 }]) {
      assert.deepEqual(render(exampleClusters[cloud], settings).map(keyOf), [
        'postgresql.cnpg.io/Cluster/data/users',
        'networking.k8s.io/NetworkPolicy/data/users-database',
      ]);
    }
  }
});

test('the image is pinned by tag and digest, and an environment may name another', () => {
  const image = usersDatabase.images['users-database'] ?? '';
  assert.match(image, new RegExp(imagePattern));
  assert.match(image, /@sha256:/);
  const inputs = exampleInputs(usersDatabase, exampleClusters.aws);
  const other = 'registry.example.com/postgresql:17.12';
  const rendered = usersDatabase.render({ ...inputs, images: { 'users-database': other } });
  const names = rendered
    .filter(({ kind }) => kind === 'Cluster')
    .map(({ spec }) => (spec as { imageName: string }).imageName);
  assert.deepEqual(names, [other]);
});

test('the database is off unless an environment wants it, and says that it keeps no backups', () => {
  const inputs = exampleInputs(usersDatabase, exampleClusters.aws);
  assert.equal(inputs.settings.enabled, false);
  assert.deepEqual(usersDatabase.notes(inputs), [
    'users-database keeps no backups: what it holds is gone with its volumes',
  ]);
});
