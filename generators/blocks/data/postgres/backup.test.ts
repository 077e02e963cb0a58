import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Inputs } from '../../../model/inputs.ts';
import { exampleClusters } from '../../../testing/clusters.ts';
import { objectOf, renderSystem, specOf, systemInputs, systems } from '../../../testing/systems.ts';

const size = { cpu: '100m', memory: '512Mi' };
const sidecar = { logLevel: 'info', resources: { requests: size, limits: size }, retentionPolicyIntervalSeconds: 1800 };
const common = { data: { compression: 'lz4', jobs: 2 }, wal: { compression: 'lz4', maxParallel: 4 } };
const backup = { bucket: 'copies', account: 'acme', retention: '10d', schedule: '0 0 3 * * *' };
const aws = { s3Credentials: { inheritFromIAMRole: true } };

for (const [title, cluster, changes, configuration] of [
  [
    'of AWS, as the identity of the database',
    exampleClusters.aws,
    {},
    { destinationPath: 's3://copies/reference/reference', ...aws },
  ],
  [
    'of Google, as the identity of the database',
    exampleClusters.google,
    {},
    { destinationPath: 'gs://copies/reference/reference', googleCredentials: { gkeEnvironment: true } },
  ],
  [
    'of Azure, as the identity of the database',
    exampleClusters.azure,
    {},
    {
      destinationPath: 'https://acme.blob.core.windows.net/copies/reference/reference',
      azureCredentials: { useDefaultAzureCredentials: true },
    },
  ],
  [
    'of an S3 server in any cloud, in a folder that settings name',
    exampleClusters.google,
    { endpoint: 'https://s3.example.com', folder: 'old/place' },
    { destinationPath: 's3://copies/old/place', endpointURL: 'https://s3.example.com', ...aws },
  ],
] as const) {
  test(`the archive is in a bucket ${title}, and keeps what settings say`, () => {
    const objects = renderSystem(systems.postgresql, cluster, { settings: { backup: { ...backup, ...changes } } });
    assert.deepEqual(specOf(objects, 'ObjectStore', 'orders'), {
      retentionPolicy: '10d',
      configuration: { ...configuration, ...common },
      instanceSidecarConfiguration: sidecar,
    });
  });
}

test('a full backup is taken at once and then on schedule, from a standby if there is one', () => {
  const settings = { backup: { ...backup, schedule: '0 30 1 * * 0' } };
  const objects = renderSystem(systems.postgresql, exampleClusters.aws, { settings });
  assert.deepEqual(specOf(objects, 'ScheduledBackup', 'orders'), {
    cluster: { name: 'orders' },
    schedule: '0 30 1 * * 0',
    immediate: true,
    backupOwnerReference: 'self',
    method: 'plugin',
    pluginConfiguration: { name: 'barman-cloud.cloudnative-pg.io' },
    target: 'prefer-standby',
  });
  assert.deepEqual(specOf(objects, 'Cluster', 'orders').plugins, [
    {
      name: 'barman-cloud.cloudnative-pg.io',
      enabled: true,
      isWALArchiver: true,
      parameters: { barmanObjectName: 'orders', serverName: 'orders' },
    },
  ]);
});

test('a database acts as its cloud identity only if it has an archive to write', () => {
  const cluster = { ...exampleClusters.aws, identities: { 'orders-database': 'arn:example' } };
  const accountWith = (settings: Record<string, unknown>) =>
    specOf(renderSystem(systems.postgresql, cluster, { settings }), 'Cluster', 'orders').serviceAccountTemplate;
  const annotations = { 'eks.amazonaws.com/role-arn': 'arn:example' };
  assert.deepEqual(accountWith({ backup }), { metadata: { annotations } });
  assert.equal(accountWith({}), undefined);
});

test('static keys of AWS itself need no older checksums, and come from the entry of the secret manager', () => {
  const settings = { backup: { ...backup, secret: 'shop-copies' } };
  const objects = renderSystem(systems.postgresql, exampleClusters.aws, { settings });
  const { configuration, instanceSidecarConfiguration } = specOf(objects, 'ObjectStore', 'orders');
  assert.deepEqual(configuration, {
    destinationPath: 's3://copies/reference/reference',
    s3Credentials: {
      accessKeyId: { name: 'orders', key: 'accessKey' },
      secretAccessKey: { name: 'orders', key: 'secretKey' },
    },
    ...common,
  });
  assert.deepEqual(instanceSidecarConfiguration, sidecar);
  const { target, data } = specOf<{
    target: { template: { data: object } };
    data: { remoteRef: { key: string; property: string } }[];
  }>(objects, 'ExternalSecret', 'orders');
  assert.deepEqual(target.template.data, {
    accessKey: '{{ .orders_accessKey }}',
    secretKey: '{{ .orders_secretKey }}',
  });
  assert.deepEqual(
    data.map(({ remoteRef }) => `${remoteRef.key}/${remoteRef.property}`),
    ['shop-copies/accessKey', 'shop-copies/secretKey'],
  );
});

test('an S3 server of one’s own gets only the checksums that it knows', () => {
  const settings = { backup: { ...backup, endpoint: 'http://s3:8333', secret: 'keys' } };
  const objects = renderSystem(systems.postgresql, exampleClusters.local, { settings });
  const { instanceSidecarConfiguration } = specOf(objects, 'ObjectStore', 'orders');
  assert.deepEqual(instanceSidecarConfiguration, {
    ...sidecar,
    env: [
      { name: 'AWS_REQUEST_CHECKSUM_CALCULATION', value: 'when_required' },
      { name: 'AWS_RESPONSE_CHECKSUM_VALIDATION', value: 'when_required' },
    ],
  });
});

test('an archive on Google is read from another cloud with a file that says whose token is exchanged for what', () => {
  const pool = 'projects/1/locations/global/workloadIdentityPools/databases';
  const source = {
    cluster: { ...exampleClusters.google, name: 'iowa' },
    settings: { backup: { ...backup, reader: 'reader@example.com', readerPool: pool } },
  };
  const inputs: Inputs = systemInputs(systems.postgresql, { ...exampleClusters.aws, name: 'ohio' });
  const objects = systems.postgresql.render({ ...inputs, replication: { primary: 'iowa', source } });
  const { data } = objectOf(objects, 'ConfigMap', 'orders-source');
  assert.deepEqual(JSON.parse((data as Record<string, string>)['google.json'] ?? ''), {
    type: 'external_account',
    audience: `//iam.googleapis.com/${pool}/providers/ohio`,
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    token_url: 'https://sts.googleapis.com/v1/token',
    service_account_impersonation_url:
      'https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/reader@example.com:generateAccessToken',
    credential_source: { file: '/projected/google-token' },
  });
});

for (const [missing, settings] of [
  ['reader', { backup: { ...backup, readerPool: 'projects/1/locations/global/workloadIdentityPools/p' } }],
  ['pool of readers', { backup: { ...backup, reader: 'reader@example.com' } }],
] as const) {
  test(`an archive on Google that names no ${missing} is no source in another cloud`, () => {
    const source = { cluster: { ...exampleClusters.google, name: 'iowa' }, settings };
    const inputs: Inputs = systemInputs(systems.postgresql, exampleClusters.aws);
    const objects = systems.postgresql.render({ ...inputs, replication: { primary: 'iowa', source } });
    assert.deepEqual(
      objects.filter(({ kind }) => kind === 'ObjectStore'),
      [],
    );
  });
}
