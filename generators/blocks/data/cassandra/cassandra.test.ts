import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { BucketEndpoint } from '../../../model/endpoint.ts';
import type { ClusterFacts, Inputs } from '../../../model/inputs.ts';
import type { Resource } from '../../../model/resource.ts';
import { exampleClusters } from '../../../testing/clusters.ts';
import { someUser } from '../../../testing/edgeUser.ts';
import { exampleInputs } from '../../../testing/inputs.ts';
import { app } from '../../../testing/names.ts';
import { priorities } from '../../../testing/priorities.ts';
import { bucket as bucketOf, cassandraKeyspace } from '../../names.ts';
import { here } from '../../source.ts';
import { cassandra } from './cassandra.ts';
import { copies, nodeCount, racks } from './placement.ts';

const common = { kind: 'bucket', bucket: 'copies', host: 'copies.example.com', port: 443, peer: 'internet' } as const;
const s3: BucketEndpoint = { ...common, api: 's3' };
const ownServer: BucketEndpoint = {
  ...common,
  api: 's3',
  endpoint: 'http://s3.example.com:8333',
  host: 's3.example.com',
  port: 8333,
  region: 'here',
  credentials: { store: 'secrets', key: 'copies' },
};

const feed = cassandraKeyspace('feed');
const backups = bucketOf('backups');
const feedDatabase = cassandra(app('feed-database', 'data', []), {
  source: here(import.meta),
  contract: feed.contract,
  images: {
    server: 'registry.example.com/k8ssandra/cass-management-api:5.0.6-ubi',
    medusa: 'registry.example.com/k8ssandra/medusa:0.29.1',
    reaper: 'registry.example.com/thelastpickle/cassandra-reaper:5.0.0',
  },
  backups: backups.write,
  priority: priorities.critical,
  storage: '100Gi',
  resources: { cpu: '2', memory: '8Gi' },
});

function inputsOf(cluster: ClusterFacts, bucket: BucketEndpoint = s3, settings: Record<string, unknown> = {}): Inputs {
  const graph = { uses: { backups: { edge: backups.write, endpoint: bucket } }, usedBy: [] };
  return { ...exampleInputs(feedDatabase, cluster, settings), graph };
}

const render = (...given: Parameters<typeof inputsOf>) => feedDatabase.render(inputsOf(...given));

const names = (objects: readonly Resource[]) => objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`).sort();

function find<S>(objects: readonly Resource[], kind: string, name: string): S {
  const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
  assert.ok(found, `${kind}/${name}`);
  return found.spec as S;
}

const withZones = (count: number): ClusterFacts => ({
  ...exampleClusters.aws,
  zones: Array.from({ length: count }, (_, index) => `zone-${index}`),
});

test('nodes lie evenly over racks, one rack is one zone, and no zone holds most copies of a row from three zones on', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 30 }), (zones, perZone) => {
      const cluster = withZones(zones);
      assert.deepEqual(
        racks(cluster).map(({ name, nodeAffinityLabels }) => [name, nodeAffinityLabels]),
        cluster.zones.map((zone) => [zone, { 'topology.kubernetes.io/zone': zone }]),
      );
      assert.equal(nodeCount(cluster, perZone) % zones, 0);
      assert.ok(copies(cluster, perZone) <= nodeCount(cluster, perZone));
      if (zones >= 3) assert.equal(copies(cluster, perZone), 3);
    }),
  );
});

interface Cluster {
  cassandra: { config: { jvmOptions: { heap_max_size: string } } };
  medusa: { storageProperties: Record<string, unknown> };
}

for (const [memory, heap] of [
  ['2Gi', '1Gi'],
  ['513Mi', '256Mi'],
  ['3Gi', '1536Mi'],
  ['16Gi', '8Gi'],
  ['128Gi', '31Gi'],
] as const) {
  test(`a node of ${memory} has a heap of ${heap}`, () => {
    const objects = render(exampleClusters.aws, s3, { resources: { cpu: '1', memory } });
    const { cassandra } = find<Cluster>(objects, 'K8ssandraCluster', 'feed');
    assert.equal(cassandra.config.jvmOptions.heap_max_size, heap);
  });
}

for (const [title, cluster, bucket, expected] of [
  [
    'on AWS as the cloud identity of its nodes',
    exampleClusters.aws,
    s3,
    { storageProvider: 's3', region: 'us-east-1', secure: true, sslVerify: true, credentialsType: 'role-based' },
  ],
  [
    'on Google as the cloud identity of its nodes',
    exampleClusters.google,
    { ...common, api: 'gcs' },
    { storageProvider: 'google_storage', secure: true, sslVerify: true, credentialsType: 'role-based' },
  ],
  [
    'on Azure with the key of the storage account',
    exampleClusters.azure,
    { ...common, api: 'azure', account: 'example' },
    {
      storageProvider: 'azure_blobs',
      secure: true,
      sslVerify: true,
      storageSecretRef: { name: 'feed-backup-keys' },
    },
  ],
  [
    'to a server of its own with the keys of the bucket',
    exampleClusters.local,
    ownServer,
    {
      storageProvider: 's3_compatible',
      region: 'here',
      host: 's3.example.com',
      port: 8333,
      secure: false,
      sslVerify: false,
      storageSecretRef: { name: 'feed-backup-keys' },
    },
  ],
] as const) {
  test(`a backup is written ${title}, into a folder of the cluster's own`, () => {
    const { medusa } = find<Cluster>(render(cluster, bucket), 'K8ssandraCluster', 'feed');
    assert.deepEqual(medusa.storageProperties, {
      ...expected,
      bucketName: 'copies',
      prefix: `${cluster.name}-feed`,
      maxBackupAge: 14,
      maxBackupCount: 0,
      concurrentTransfers: 4,
      multiPartUploadThreshold: 104_857_600,
      transferMaxBandwidth: '50MB/s',
    });
  });
}

interface Secret {
  target: { template: { data: Record<string, string> } };
  data: { remoteRef: { key: string; property: string } }[];
}

for (const [title, bucket, template, properties] of [
  [
    'S3: a profile',
    ownServer,
    '[default]\naws_access_key_id = {{ .backups_accessKey }}\naws_secret_access_key = {{ .backups_secretKey }}\n',
    ['copies/accessKey', 'copies/secretKey'],
  ],
  [
    'Azure: the account and its key, from the entry of the database',
    { ...common, api: 'azure', account: 'example' },
    '{"storage_account": "example", "key": "{{ .feed_database_backup_secret_key }}"}',
    ['reference-feed-database/backup-secret-key'],
  ],
] as const) {
  test(`the file of keys is what Medusa reads for ${title}`, () => {
    const secret = find<Secret>(render(exampleClusters.azure, bucket), 'ExternalSecret', 'feed-backup-keys');
    assert.deepEqual(secret.target.template.data, { credentials: template });
    assert.deepEqual(
      secret.data.map(({ remoteRef }) => `${remoteRef.key}/${remoteRef.property}`),
      properties,
    );
  });
}

const always = [
  'ConfigMap/feed-database-schema-completed',
  'ExternalSecret/feed-database-credentials',
  'ExternalSecret/feed-database-reader-credentials',
  'Job/feed-database-schema',
  'K8ssandraCluster/feed',
  'MedusaBackupSchedule/feed',
  'NetworkPolicy/feed-database',
  'NetworkPolicy/feed-database-schema',
  'Password/feed-database-credentials',
  'Password/feed-database-reader-credentials',
  'PodMonitor/feed-database',
  'PrometheusRule/feed-database-alerts',
  'ServiceAccount/feed-database',
];

test('repairs run where there are copies to compare, and nothing of them where there are none', () => {
  const repairs = ['NetworkPolicy', 'PodMonitor', 'ServiceAccount'].map((kind) => `${kind}/feed-database-reaper`);
  for (const cluster of [exampleClusters.aws, withZones(2)]) {
    assert.deepEqual(names(render(cluster)), [...always, ...repairs].sort());
  }
  assert.deepEqual(names(render({ ...exampleClusters.aws, zones: ['a'] })), always);
});

for (const [edge, key] of [
  [feed.readWrite, 'feed-database-credentials'],
  [feed.readOnly, 'feed-database-reader-credentials'],
] as const) {
  test(`a user that is ${edge.access} gets the account that may do so`, () => {
    assert.deepEqual(feedDatabase.provides?.endpoint(edge, {}, someUser), {
      kind: 'database',
      engine: 'cassandra',
      host: 'feed-dc1-service.data.svc.cluster.local',
      port: 9042,
      database: 'feed',
      peer: {
        pods: {
          namespace: 'data',
          labels: { 'cassandra.datastax.com/cluster': 'feed', 'cassandra.datastax.com/datacenter': 'dc1' },
        },
      },
      credentials: { store: 'cluster-secrets', key },
    });
  });
}

test('fewer than three copies of a row are worth a note', () => {
  const notes = (zones: number) => feedDatabase.notes(inputsOf(withZones(zones)));
  assert.deepEqual(notes(1), ['feed-database keeps one copy of each row here: the loss of a zone stops it']);
  assert.deepEqual(notes(2), ['feed-database keeps two copies of each row here: the loss of a zone stops it']);
  assert.deepEqual(notes(3), []);
});
