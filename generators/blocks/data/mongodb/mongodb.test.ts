import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyOf } from '../../../model/resource.ts';
import { clouds } from '../../../model/settings/index.ts';
import { exampleClusters } from '../../../testing/clusters.ts';
import { someUser } from '../../../testing/edgeUser.ts';
import {
  data,
  exampleBucket,
  objectOf,
  renderSystem,
  replicaSet,
  specOf,
  systemInputs,
  systems,
} from '../../../testing/systems.ts';

const always = [
  'psmdb.percona.com/PerconaServerMongoDB/data/products',
  '/ServiceAccount/data/products-database',
  'networking.k8s.io/NetworkPolicy/data/products-database-members',
  'networking.k8s.io/NetworkPolicy/data/products-database-routers',
  'external-secrets.io/ExternalSecret/data/products-secrets',
  'generators.external-secrets.io/Password/data/products-database-credentials',
  'external-secrets.io/ExternalSecret/data/products-database-credentials',
  'monitoring.coreos.com/PodMonitor/data/products-database',
  'monitoring.coreos.com/PrometheusRule/data/products-database-alerts',
];
const operatorsSecret = 'external-secrets.io/ExternalSecret/data/products-secrets';

for (const cloud of clouds) {
  test(`${cloud}: the objects are the same, but the operator itself makes up its accounts where there is no secret manager`, () => {
    const objects = renderSystem(systems.mongodb, exampleClusters[cloud]);
    assert.deepEqual(
      objects.map(keyOf),
      always.filter((key) => cloud !== 'local' || key !== operatorsSecret),
    );
  });
}

interface Secret {
  target: { creationPolicy: string; template: { data: object } };
  data: { remoteRef: { key: string; property: string } }[];
}
const sources = ({ data }: Secret) => data.map(({ remoteRef }) => `${remoteRef.key}/${remoteRef.property}`);

test('accounts of the operator have the names it expects, and passwords from one entry of the secret manager', () => {
  const objects = renderSystem(systems.mongodb, exampleClusters.aws);
  const secret = specOf<Secret>(objects, 'ExternalSecret', 'products-secrets');
  assert.equal(secret.target.creationPolicy, 'Orphan');
  assert.deepEqual(secret.target.template.data, {
    MONGODB_BACKUP_USER: 'backup',
    MONGODB_BACKUP_PASSWORD: '{{ .products_backup_password }}',
    MONGODB_CLUSTER_ADMIN_USER: 'clusterAdmin',
    MONGODB_CLUSTER_ADMIN_PASSWORD: '{{ .products_cluster_admin_password }}',
    MONGODB_CLUSTER_MONITOR_USER: 'clusterMonitor',
    MONGODB_CLUSTER_MONITOR_PASSWORD: '{{ .products_cluster_monitor_password }}',
    MONGODB_DATABASE_ADMIN_USER: 'databaseAdmin',
    MONGODB_DATABASE_ADMIN_PASSWORD: '{{ .products_database_admin_password }}',
    MONGODB_USER_ADMIN_USER: 'userAdmin',
    MONGODB_USER_ADMIN_PASSWORD: '{{ .products_user_admin_password }}',
  });
  assert.deepEqual(sources(secret), [
    'reference-products/backup-password',
    'reference-products/cluster-admin-password',
    'reference-products/cluster-monitor-password',
    'reference-products/database-admin-password',
    'reference-products/user-admin-password',
  ]);
});

test('members act as the cloud identity of the database, and have no token of the Kubernetes API', () => {
  const identities = { 'products-database': 'arn:example' };
  const cluster = { ...exampleClusters.aws, identities };
  const account = objectOf(renderSystem(systems.mongodb, cluster), 'ServiceAccount', 'products-database');
  assert.deepEqual(account.metadata.annotations, { 'eks.amazonaws.com/role-arn': 'arn:example' });
  assert.equal(account.automountServiceAccountToken, false);
});

const common = { bucket: 'copies', prefix: 'reference/reference/products' };
const withKeys = { ...common, credentialsSecret: 'products-backups' };
const own = {
  AWS_ACCESS_KEY_ID: '{{ .products_backup_access_key }}',
  AWS_SECRET_ACCESS_KEY: '{{ .products_backup_secret_key }}',
};
const ofBucket = { AWS_ACCESS_KEY_ID: '{{ .backups_accessKey }}', AWS_SECRET_ACCESS_KEY: '{{ .backups_secretKey }}' };

for (const [where, cloud, bucket, type, at, keys] of [
  ['AWS with the identity of the members', 'aws', {}, 's3', { ...common, region: 'us-east-1' }, undefined],
  [
    'AWS with keys of the bucket',
    'aws',
    { region: 'eu-west-1', credentials: { store: 'secrets', key: 'k' } },
    's3',
    { ...withKeys, region: 'eu-west-1' },
    ofBucket,
  ],
  [
    'an S3 server of one’s own',
    'local',
    { endpoint: 'http://files:8333', credentials: { store: 'cluster-secrets', key: 'k' } },
    's3',
    { ...withKeys, region: 'local', endpointUrl: 'http://files:8333' },
    ofBucket,
  ],
  [
    'an S3 server without keys of the bucket',
    'local',
    { endpoint: 'http://files:8333' },
    's3',
    { ...withKeys, region: 'local', endpointUrl: 'http://files:8333' },
    own,
  ],
  ['Google with static keys', 'google', { api: 'gcs' }, 'gcs', withKeys, own],
  [
    'Azure with the key of the account',
    'azure',
    { api: 'azure', account: 'acme' },
    'azure',
    {
      container: 'copies',
      prefix: common.prefix,
      credentialsSecret: 'products-backups',
      endpointUrl: 'https://acme.blob.core.windows.net',
    },
    { AZURE_STORAGE_ACCOUNT_NAME: 'acme', AZURE_STORAGE_ACCOUNT_KEY: '{{ .products_backup_secret_key }}' },
  ],
] as const) {
  test(`backups go to a folder of their own in ${where}`, () => {
    const objects = renderSystem(systems.mongodb, exampleClusters[cloud], { bucket: exampleBucket(bucket) });
    const { storages } = specOf<{ backup: { storages: object } }>(objects, 'PerconaServerMongoDB', 'products').backup;
    assert.deepEqual(storages, { bucket: { main: true, type, [type]: at } });
    const secret = objects.find(({ metadata }) => metadata.name === 'products-backups')?.spec as Secret | undefined;
    assert.deepEqual(secret?.target.template.data, keys);
  });
}

for (const edge of [data.products.readWrite, data.products.readOnly]) {
  test(`a user that is ${edge.access} reaches the routers, with the authority that signed their certificate`, () => {
    const { settings } = systemInputs(systems.mongodb, exampleClusters.aws);
    assert.deepEqual(systems.mongodb.provides?.endpoint(edge, settings, someUser), {
      kind: 'database',
      engine: 'mongodb',
      host: 'products-mongos.data.svc.cluster.local',
      port: 27017,
      database: 'products',
      peer: {
        pods: {
          namespace: 'data',
          labels: {
            'app.kubernetes.io/name': 'percona-server-mongodb',
            'app.kubernetes.io/instance': 'products',
            'app.kubernetes.io/component': 'mongos',
          },
        },
      },
      credentials: { store: 'cluster-secrets', key: 'products-database-credentials' },
      authority: { store: 'cluster-secrets', key: 'products-ssl' },
    });
  });
}

test('without shards, users reach the members of the only replica set and are told its name', () => {
  const { kind: _kind, ...endpoint } =
    replicaSet.provides?.endpoint(data.products.readWrite, {}, someUser) ?? assert.fail();
  assert.deepEqual(endpoint, {
    engine: 'mongodb',
    host: 'products-rs0.data.svc.cluster.local',
    port: 27017,
    database: 'products',
    replicaSet: 'rs0',
    peer: {
      pods: {
        namespace: 'data',
        labels: {
          'app.kubernetes.io/name': 'percona-server-mongodb',
          'app.kubernetes.io/instance': 'products',
          'app.kubernetes.io/component': 'mongod',
          'app.kubernetes.io/replset': 'rs0',
        },
      },
    },
    credentials: { store: 'cluster-secrets', key: 'products-database-credentials' },
    authority: { store: 'cluster-secrets', key: 'products-ssl' },
  });
});

test('without shards nothing has the name or the policy of a router, and all else is the same', () => {
  const keys = renderSystem(replicaSet, exampleClusters.aws).map(keyOf);
  assert.deepEqual(
    keys,
    always.filter((key) => !key.endsWith('-routers')),
  );
  const turnedOff = renderSystem(systems.mongodb, exampleClusters.aws, { settings: { shards: 0 } });
  assert.deepEqual(turnedOff, renderSystem(replicaSet, exampleClusters.aws));
});

test('a MongoDB that declares no routers never has shards: no setting speaks of them', () => {
  assert.deepEqual(Object.keys(replicaSet.settings.properties), ['storage', 'resources', 'backups']);
});

test('sizes of config servers and routers are named where there are none', () => {
  const mistakes = (settings: Record<string, unknown>) =>
    systems.mongodb.mistakes?.(systemInputs(systems.mongodb, exampleClusters.aws, { settings })) ?? assert.fail();
  assert.deepEqual(mistakes({ shards: 0 }), []);
  const routers = { cpu: '2', memory: '1Gi' };
  assert.deepEqual(mistakes({ shards: 2, routers }), []);
  assert.deepEqual(mistakes({ shards: 0, routers }), [
    {
      code: 'no-shards',
      severity: 'warning',
      path: ['routers'],
      message:
        'apps.products-database.routers has a size, and with shards: 0 there are neither config servers nor routers.',
      fix: 'Leave routers out.',
    },
  ]);
  // What is not there needs no memory.
  assert.deepEqual(
    mistakes({ shards: 0, routers: { cpu: '1', memory: '1Mi' } }).map(({ code }) => code),
    ['no-shards'],
  );
});
