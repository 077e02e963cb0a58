import assert from 'node:assert/strict';
import { test } from 'node:test';
import Value from 'typebox/value';
import type { App } from '../../../model/app.ts';
import type { ContractEdge } from '../../../model/edge.ts';
import type { ClusterFacts, Inputs } from '../../../model/inputs.ts';
import { keyOf, type Resource } from '../../../model/resource.ts';
import { clouds } from '../../../model/settings/index.ts';
import { exampleClusters } from '../../../testing/clusters.ts';
import { someUser } from '../../../testing/edgeUser.ts';
import { exampleInputs } from '../../../testing/inputs.ts';
import { names, users } from '../../../testing/names.ts';
import { priorities } from '../../../testing/priorities.ts';
import { unpooledDatabase, usersDatabase } from '../../../testing/usersDatabase.ts';
import { here } from '../../source.ts';
import { PostgresOwnSchema } from './own.ts';
import { postgres } from './postgres.ts';

const labels = {
  'app.kubernetes.io/name': 'users-database',
  'app.kubernetes.io/component': 'data',
  'app.kubernetes.io/part-of': 'shop',
  'app.kubernetes.io/managed-by': 'argocd',
};
const render = (cluster: ClusterFacts, settings = {}, more: Partial<Inputs> = {}): readonly Resource[] =>
  usersDatabase.render({ ...exampleInputs(usersDatabase, cluster, settings), ...more });
const specOf = (objects: readonly Resource[], kind: string) =>
  objects.find((object) => object.kind === kind)?.spec as Record<string, unknown>;

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
      imageName: 'registry.example.com/postgresql:17.1',
      priorityClassName: 'shop-critical',
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
      certificates: {
        serverAltDNSNames: ['users-pooler-rw.data.svc.cluster.local', 'users-pooler-ro.data.svc.cluster.local'],
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
  const { instances, enablePDB, postgresql } = specOf(render(exampleClusters.local), 'Cluster') as {
    instances: number;
    enablePDB: boolean;
    postgresql: object;
  };
  const found = { instances, enablePDB, isSynchronous: 'synchronous' in postgresql };
  assert.deepEqual(found, { instances: 1, enablePDB: false, isSynchronous: false });
});

const always = [
  'postgresql.cnpg.io/Cluster/data/users',
  'postgresql.cnpg.io/Pooler/data/users-pooler-rw',
  'policy/PodDisruptionBudget/data/users-pooler-rw',
  'postgresql.cnpg.io/Pooler/data/users-pooler-ro',
  'policy/PodDisruptionBudget/data/users-pooler-ro',
  'networking.k8s.io/NetworkPolicy/data/users-database',
  'networking.k8s.io/NetworkPolicy/data/users-pooler-rw',
  'networking.k8s.io/NetworkPolicy/data/users-pooler-ro',
];
const monitored = [
  'monitoring.coreos.com/PodMonitor/data/users-database',
  'monitoring.coreos.com/PodMonitor/data/users-pooler-rw',
  'monitoring.coreos.com/PodMonitor/data/users-pooler-ro',
  'monitoring.coreos.com/PrometheusRule/data/users-database-alerts',
];
const backedUp = ['barmancloud.cnpg.io/ObjectStore/data/users', 'postgresql.cnpg.io/ScheduledBackup/data/users'];

test('identities depend on neither cloud nor sizes; backups and copies add theirs', () => {
  const copy = { cluster: exampleClusters.aws, settings: { backup: { bucket: 'other', reader: 'arn' } } };
  const backup = { bucket: 'backups', account: 'backups', retention: '30d', schedule: '0 0 3 * * *' };
  for (const cloud of clouds) {
    const cluster = exampleClusters[cloud];
    for (const settings of [{}, { storage: '1Ti', resources: { cpu: '16', memory: '64Gi' }, connections: 1000 }]) {
      assert.deepEqual(render(cluster, settings).map(keyOf), [...always, ...monitored], cloud);
    }
    assert.deepEqual(render(cluster, { backup }).map(keyOf), [...always, ...backedUp, ...monitored], cloud);
    const keys = render(cluster, { backup }, { replication: { primary: 'iowa', source: copy } }).map(keyOf);
    const source = 'barmancloud.cnpg.io/ObjectStore/data/users-source';
    assert.deepEqual(keys, [...always, backedUp[0], source, backedUp[1], ...monitored], cloud);
  }
});

test('the age of backups is watched where there are any', () => {
  const watched = (settings = {}) =>
    JSON.stringify(render(exampleClusters.aws, settings)).includes('"alert":"PostgresBackupOld"');
  const backup = { bucket: 'backups', account: 'backups', retention: '30d', schedule: '0 0 3 * * *' };
  assert.deepEqual([watched(), watched({ backup })], [false, true]);
});

test('apps reach poolers by how they use the database, or the server where there are none', () => {
  const host = (where: App, edge: ContractEdge) => {
    const { host, port, peer, ...rest } = where.provides?.endpoint(edge, {}, someUser) ?? assert.fail();
    assert.deepEqual(rest, {
      kind: 'database',
      engine: 'postgresql',
      database: 'users',
      credentials: { store: 'cluster-secrets', key: 'users-app' },
      authority: { store: 'cluster-secrets', key: 'users-ca' },
    });
    return [host, port, typeof peer === 'object' && 'pods' in peer ? peer.pods : peer];
  };
  const pods = (poolerName: string) => ({ namespace: 'data', labels: { 'cnpg.io/poolerName': poolerName } });
  const instances = { namespace: 'data', labels: { 'cnpg.io/cluster': 'users', 'cnpg.io/podRole': 'instance' } };
  assert.deepEqual(
    [
      host(usersDatabase, users.readWrite),
      host(usersDatabase, users.readOnly),
      host(usersDatabase, users.direct),
      host(unpooledDatabase, users.readWrite),
      host(unpooledDatabase, users.readOnly),
    ],
    [
      ['users-pooler-rw.data.svc.cluster.local', 5432, pods('users-pooler-rw')],
      ['users-pooler-ro.data.svc.cluster.local', 5432, pods('users-pooler-ro')],
      ['users-rw.data.svc.cluster.local', 5432, instances],
      ['users-rw.data.svc.cluster.local', 5432, instances],
      ['users-r.data.svc.cluster.local', 5432, instances],
    ],
  );
  const kinds = unpooledDatabase.render(exampleInputs(unpooledDatabase, exampleClusters.aws)).map(({ kind }) => kind);
  assert.deepEqual(kinds, ['Cluster', 'NetworkPolicy', 'PodMonitor', 'PrometheusRule']);
});

test('images come from the environment', () => {
  const images = { 'users-database': 'registry.example.com/postgresql:17.2', pgbouncer: 'example.com/pgbouncer:2' };
  const objects = render(exampleClusters.aws, {}, { images });
  assert.equal(specOf(objects, 'Cluster').imageName, images['users-database']);
  assert.equal((specOf(objects, 'Pooler').pgbouncer as { image: string }).image, images.pgbouncer);
});

test('an account that is given comes from the secret manager, as CloudNativePG would have made it', () => {
  const objects = render(exampleClusters.aws, { secret: 'shop-users' });
  assert.deepEqual((specOf(objects, 'Cluster').bootstrap as { initdb: object }).initdb, {
    database: 'users',
    owner: 'users',
    secret: { name: 'users-app' },
    encoding: 'UTF8',
    localeCollate: 'C',
    localeCType: 'C',
    dataChecksums: true,
  });
  const { target, data } = specOf(objects, 'ExternalSecret') as { target: object; data: { remoteRef: object }[] };
  assert.deepEqual(target, {
    name: 'users-app',
    creationPolicy: 'Owner',
    deletionPolicy: 'Retain',
    template: {
      engineVersion: 'v2',
      mergePolicy: 'Replace',
      type: 'kubernetes.io/basic-auth',
      metadata: { labels: { 'cnpg.io/reload': 'true' } },
      data: { username: 'users', password: '{{ .users_password }}' },
    },
  });
  assert.deepEqual(
    data.map(({ remoteRef }) => remoteRef),
    [
      {
        key: 'shop-users',
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
    usersDatabase.notes({ ...exampleInputs(usersDatabase, cluster, { ...settings }), ...more });
  const source = { cluster: { ...exampleClusters.aws, name: 'ohio' }, settings: { backup: {} } };
  assert.deepEqual(notes({}), ['users-database keeps no backups: its data is lost with its volumes']);
  assert.deepEqual(notes({ backup: { bucket: 'b' } }), [
    'users-database keeps no backups (backup.account is not set): its data is lost with its volumes',
  ]);
  const backup = { bucket: 'b', account: 'a' };
  assert.deepEqual(notes({ backup }), []);
  assert.deepEqual(notes({ backup, promotionToken: 't' }, { replication: { primary: 'ohio', source } }), [
    'users-database here is a read-only copy of the one in ohio',
    'users-database has a promotionToken, which only a primary uses',
  ]);
});

test('a declaration says what else a program needs of its database: extensions, libraries, a locale and parameters', () => {
  const own = postgres(names.usersDatabase, {
    source: here(import.meta),
    contract: users.contract,
    images: { server: 'registry.example.com/postgresql:17.1' },
    priority: priorities.critical,
    storage: '10Gi',
    resources: { cpu: '1', memory: '1Gi' },
    connections: 100,
    extensions: ['vchord', 'cube'],
    preload: ['vchord.so'],
    locale: 'en_US.UTF-8',
    parameters: { max_wal_size: '4GB', 'vchord.prewarm': 'on' },
  });
  const objects = own.render(exampleInputs(own, exampleClusters.aws));
  assert.partialDeepStrictEqual(specOf(objects, 'Cluster'), {
    postgresql: { parameters: { max_connections: '100', max_wal_size: '4GB', 'vchord.prewarm': 'on' } },
    bootstrap: { initdb: { localeCollate: 'en_US.UTF-8', localeCType: 'en_US.UTF-8' } },
  });
  const { shared_preload_libraries: libraries } = specOf(objects, 'Cluster').postgresql as Record<string, unknown>;
  assert.deepEqual(libraries, ['vchord.so']);
  assert.deepEqual(specOf(objects, 'Database'), {
    cluster: { name: 'users' },
    name: 'users',
    owner: 'users',
    ensure: 'present',
    databaseReclaimPolicy: 'retain',
    extensions: [
      { name: 'vchord', ensure: 'present' },
      { name: 'cube', ensure: 'present' },
    ],
  });
});

test('parameters that the operator owns, that follow from sizes, or that would lose data are refused', () => {
  const accepts = (parameters: object) => Value.Check(PostgresOwnSchema, { parameters });
  for (const name of ['max_wal_size', 'random_page_cost', 'pg_stat_statements.track'])
    assert.ok(accepts({ [name]: '1' }), name);
  const refused = [
    'fsync',
    'synchronous_commit',
    'max_connections',
    'shared_buffers',
    'archive_command',
    'ssl',
    'full_page_writes',
  ];
  for (const name of refused) assert.ok(!accepts({ [name]: '1' }), name);
  assert.ok(!accepts({ max_wal_size: "1'\nfsync = off" }));
});
