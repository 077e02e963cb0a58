import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ContractEdge } from '../../../model/edge.ts';
import type { ClusterFacts, Inputs } from '../../../model/inputs.ts';
import { keyOf, type Resource } from '../../../model/resource.ts';
import { clouds } from '../../../model/settings/index.ts';
import { app } from '../../../testing/app.ts';
import { priorities } from '../../../testing/priorities.ts';
import { postgresqlDatabase } from '../../names.ts';
import { exampleClusters, exampleInputs } from '../../platform/examples.ts';
import { here } from '../../source.ts';
import { postgres } from './postgres.ts';

const orders = postgresqlDatabase('orders');
const spec = {
  source: here(import.meta),
  contract: orders.contract,
  images: { server: 'registry.example.com/postgresql:17.1' },
  priority: priorities.critical,
  storage: '10Gi',
  resources: { cpu: '1', memory: '1Gi' },
  connections: 100,
};
const pooled = postgres(app('orders-database', 'data', []), {
  ...spec,
  images: { ...spec.images, pooler: 'registry.example.com/pgbouncer:1.25.2' },
});
const direct = postgres(app('orders-database', 'data', []), spec);

const labels = {
  'app.kubernetes.io/name': 'orders-database',
  'app.kubernetes.io/component': 'data',
  'app.kubernetes.io/part-of': 'example',
  'app.kubernetes.io/managed-by': 'argocd',
};
const render = (cluster: ClusterFacts, settings = {}, more: Partial<Inputs> = {}): readonly Resource[] =>
  pooled.render({ ...exampleInputs(pooled, cluster, settings), ...more });
const specOf = (objects: readonly Resource[], kind: string) =>
  objects.find((object) => object.kind === kind)?.spec as Record<string, unknown>;

test('the database is a CloudNativePG cluster in its zones, with every default of the CRD written out', () => {
  const size = { cpu: '1500m', memory: '8Gi' };
  const settings = { storage: '100Gi', resources: { cpu: '1.5', memory: '8Gi' }, connections: 100 };
  assert.deepEqual(render(exampleClusters.google, settings)[0], {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: {
      name: 'orders',
      namespace: 'data',
      labels,
      annotations: { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' },
    },
    spec: {
      instances: 3,
      imageName: 'registry.example.com/postgresql:17.1',
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
          database: 'orders',
          owner: 'orders',
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
  const { instances, enablePDB, postgresql } = specOf(render(exampleClusters.local), 'Cluster') as {
    instances: number;
    enablePDB: boolean;
    postgresql: object;
  };
  const found = { instances, enablePDB, isSynchronous: 'synchronous' in postgresql };
  assert.deepEqual(found, { instances: 1, enablePDB: false, isSynchronous: false });
});

const always = [
  'postgresql.cnpg.io/Cluster/data/orders',
  'postgresql.cnpg.io/Pooler/data/orders-pooler-rw',
  'policy/PodDisruptionBudget/data/orders-pooler-rw',
  'postgresql.cnpg.io/Pooler/data/orders-pooler-ro',
  'policy/PodDisruptionBudget/data/orders-pooler-ro',
  'networking.k8s.io/NetworkPolicy/data/orders-database',
  'networking.k8s.io/NetworkPolicy/data/orders-pooler-rw',
  'networking.k8s.io/NetworkPolicy/data/orders-pooler-ro',
];
const backedUp = ['barmancloud.cnpg.io/ObjectStore/data/orders', 'postgresql.cnpg.io/ScheduledBackup/data/orders'];

test('identities depend on neither cloud nor sizes; backups and copies add theirs', () => {
  const copy = { cluster: exampleClusters.aws, settings: { backup: { bucket: 'other', reader: 'arn' } } };
  const backup = { bucket: 'backups', account: 'backups', retention: '30d', schedule: '0 0 3 * * *' };
  for (const cloud of clouds) {
    const cluster = exampleClusters[cloud];
    for (const settings of [{}, { storage: '1Ti', resources: { cpu: '16', memory: '64Gi' }, connections: 1000 }]) {
      assert.deepEqual(render(cluster, settings).map(keyOf), always, cloud);
    }
    assert.deepEqual(render(cluster, { backup }).map(keyOf), [...always, ...backedUp], cloud);
    const keys = render(cluster, { backup }, { replication: { primary: 'iowa', source: copy } }).map(keyOf);
    const source = 'barmancloud.cnpg.io/ObjectStore/data/orders-source';
    assert.deepEqual(keys, [...always, backedUp[0], source, backedUp[1]], cloud);
  }
});

test('apps reach poolers by how they use the database, or the server where there are none', () => {
  const host = (where: typeof pooled, edge: ContractEdge) => {
    const { host, port, peer, ...rest } = where.provides?.endpoint(edge, {}) ?? assert.fail();
    assert.deepEqual(rest, {
      kind: 'database',
      engine: 'postgresql',
      database: 'orders',
      credentials: { store: 'cluster-secrets', key: 'orders-app' },
    });
    return [host, port, typeof peer === 'object' && 'pods' in peer ? peer.pods : peer];
  };
  const pods = (poolerName: string) => ({ namespace: 'data', labels: { 'cnpg.io/poolerName': poolerName } });
  const instances = { namespace: 'data', labels: { 'cnpg.io/cluster': 'orders', 'cnpg.io/podRole': 'instance' } };
  assert.deepEqual(
    [
      host(pooled, orders.readWrite),
      host(pooled, orders.readOnly),
      host(pooled, orders.direct),
      host(direct, orders.readWrite),
      host(direct, orders.readOnly),
    ],
    [
      ['orders-pooler-rw.data.svc.cluster.local', 5432, pods('orders-pooler-rw')],
      ['orders-pooler-ro.data.svc.cluster.local', 5432, pods('orders-pooler-ro')],
      ['orders-rw.data.svc.cluster.local', 5432, instances],
      ['orders-rw.data.svc.cluster.local', 5432, instances],
      ['orders-r.data.svc.cluster.local', 5432, instances],
    ],
  );
  const kinds = direct.render(exampleInputs(direct, exampleClusters.aws)).map(({ kind }) => kind);
  assert.deepEqual(kinds, ['Cluster', 'NetworkPolicy']);
});

test('images come from the environment', () => {
  const images = { 'orders-database': 'registry.example.com/postgresql:17.2', pgbouncer: 'example.com/pgbouncer:2' };
  const objects = render(exampleClusters.aws, {}, { images });
  assert.equal(specOf(objects, 'Cluster').imageName, images['orders-database']);
  assert.equal((specOf(objects, 'Pooler').pgbouncer as { image: string }).image, images.pgbouncer);
});

test('an account that is given comes from the secret manager, as CloudNativePG would have made it', () => {
  const objects = render(exampleClusters.aws, { secret: 'shop-orders' });
  assert.deepEqual((specOf(objects, 'Cluster').bootstrap as { initdb: object }).initdb, {
    database: 'orders',
    owner: 'orders',
    secret: { name: 'orders-app' },
    encoding: 'UTF8',
    localeCollate: 'C',
    localeCType: 'C',
    dataChecksums: true,
  });
  const { target, data } = specOf(objects, 'ExternalSecret') as { target: object; data: { remoteRef: object }[] };
  assert.deepEqual(target, {
    name: 'orders-app',
    creationPolicy: 'Owner',
    deletionPolicy: 'Retain',
    template: {
      engineVersion: 'v2',
      mergePolicy: 'Replace',
      type: 'kubernetes.io/basic-auth',
      metadata: { labels: { 'cnpg.io/reload': 'true' } },
      data: { username: 'orders', password: '{{ .orders_password }}' },
    },
  });
  assert.deepEqual(
    data.map(({ remoteRef }) => remoteRef),
    [
      {
        key: 'shop-orders',
        property: 'password',
        conversionStrategy: 'Default',
        decodingStrategy: 'None',
        metadataPolicy: 'None',
      },
    ],
  );
});

test('a database says what it lacks and what it is', () => {
  const notes = (settings: object, more: Partial<Inputs> = {}, cluster: ClusterFacts = exampleClusters.azure) =>
    pooled.notes({ ...exampleInputs(pooled, cluster, { ...settings }), ...more });
  const source = { cluster: { ...exampleClusters.aws, name: 'ohio' }, settings: { backup: {} } };
  assert.deepEqual(notes({}), ['orders-database keeps no backups: what it holds is gone with its volumes']);
  assert.deepEqual(notes({ backup: { bucket: 'b' } }), [
    'orders-database keeps no backups (backup.account is not set): what it holds is gone with its volumes',
  ]);
  const backup = { bucket: 'b', account: 'a' };
  assert.deepEqual(notes({ backup }), []);
  assert.deepEqual(notes({ backup, promotionToken: 't' }, { replication: { primary: 'ohio', source } }), [
    'orders-database here is a read-only copy of the one in ohio',
    'orders-database has a promotionToken, which only a primary heeds',
  ]);
});
