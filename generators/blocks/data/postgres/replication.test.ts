import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClusterFacts, Copy, Inputs } from '../../../model/inputs.ts';
import type { Resource } from '../../../model/resource.ts';
import { exampleClusters } from '../../../testing/clusters.ts';
import { exampleInputs } from '../../../testing/inputs.ts';
import { unpooledDatabase } from '../../../testing/usersDatabase.ts';

const pool = 'projects/1/locations/global/workloadIdentityPools/databases';
const ohio: Copy = {
  cluster: { ...exampleClusters.aws, name: 'ohio', identities: { 'users-database': 'arn:own' } },
  settings: { backup: { bucket: 'aws-backups', reader: 'arn:reader', retention: '30d', schedule: '0 0 3 * * *' } },
};
const iowa: Copy = {
  cluster: { ...exampleClusters.google, name: 'iowa', identities: { 'users-database': 'own@example.com' } },
  settings: {
    secret: 'shop-users',
    backup: {
      bucket: 'google-backups',
      reader: 'reader@example.com',
      readerPool: pool,
      retention: '14d',
      schedule: '0 0 4 * * *',
    },
  },
};
const dublin: Copy = {
  cluster: { ...exampleClusters.azure, name: 'dublin', identities: { 'users-database': 'client-own' } },
  settings: {
    backup: {
      bucket: 'container',
      account: 'backups',
      reader: 'client-reader',
      retention: '30d',
      schedule: '0 0 3 * * *',
    },
  },
};

function render(here: Copy, primary: string, source: Copy, settings: object = {}): readonly Resource[] {
  const inputs: Inputs = exampleInputs(unpooledDatabase, here.cluster as ClusterFacts, {
    ...here.settings,
    ...settings,
  });
  return unpooledDatabase.render({ ...inputs, replication: { primary, source } });
}
const clusterOf = (objects: readonly Resource[]) => objects[0]?.spec as Record<string, unknown>;
const plugin = (barmanObjectName: string, serverName: string) => ({
  name: 'barman-cloud.cloudnative-pg.io',
  enabled: true,
  isWALArchiver: false,
  parameters: { barmanObjectName, serverName },
});

test('a copy begins with the primary’s backup, replays its log, and keeps an archive of its own', () => {
  const { bootstrap, replica, externalClusters, plugins } = clusterOf(render(iowa, 'ohio', ohio));
  assert.deepEqual(
    { bootstrap, replica, externalClusters, plugins },
    {
      bootstrap: {
        recovery: { database: 'users', owner: 'users', secret: { name: 'users-app' }, source: 'ohio' },
      },
      replica: { self: 'iowa', primary: 'ohio', source: 'ohio' },
      externalClusters: [
        { name: 'iowa', plugin: plugin('users', 'users') },
        { name: 'ohio', plugin: plugin('users-source', 'users') },
      ],
      plugins: [{ ...plugin('users', 'users'), isWALArchiver: true }],
    },
  );
});

test('a new primary goes on reading the old one’s log, and heeds a token; a copy has none', () => {
  const token = { promotionToken: 'dG9rZW4gdG9rZW4gdG9rZW4=' };
  assert.deepEqual(clusterOf(render(iowa, 'iowa', ohio, token)).replica, {
    self: 'iowa',
    primary: 'iowa',
    source: 'ohio',
    ...token,
  });
  assert.deepEqual(clusterOf(render(iowa, 'ohio', ohio, token)).replica, {
    self: 'iowa',
    primary: 'ohio',
    source: 'ohio',
  });
});

test('a database without copies says nothing of replication, and may begin as what an archive holds', () => {
  const inputs = exampleInputs(unpooledDatabase, iowa.cluster as ClusterFacts, {
    ...iowa.settings,
    backup: { ...(iowa.settings.backup as object), server: 'users-2' },
    restore: { server: 'users', until: '2026-01-31 23:59:00Z' },
  });
  const { bootstrap, replica, externalClusters, plugins } = clusterOf(unpooledDatabase.render(inputs));
  assert.deepEqual(
    { bootstrap, replica, externalClusters, plugins },
    {
      bootstrap: {
        recovery: {
          database: 'users',
          owner: 'users',
          secret: { name: 'users-app' },
          source: 'restored',
          recoveryTarget: { targetTime: '2026-01-31 23:59:00Z' },
        },
      },
      replica: undefined,
      externalClusters: [{ name: 'restored', plugin: plugin('users', 'users') }],
      plugins: [{ ...plugin('users', 'users-2'), isWALArchiver: true }],
    },
  );
});

/** Access of a copy to the archives: stores, tokens and the service account. */
function accessIn(here: Copy, source: Copy) {
  const objects = render(here, source.cluster.name, source);
  const { serviceAccountTemplate, projectedVolumeTemplate } = clusterOf(objects);
  const stores = objects.filter(({ kind }) => kind === 'ObjectStore');
  return {
    account: (serviceAccountTemplate as { metadata: { annotations: object } } | undefined)?.metadata.annotations,
    projected: (projectedVolumeTemplate as { sources: object[] } | undefined)?.sources,
    stores: stores.map(({ spec }) => {
      const { configuration, instanceSidecarConfiguration, retentionPolicy } = spec as {
        configuration: Record<string, unknown>;
        instanceSidecarConfiguration: { env?: { name: string; value: string }[] };
        retentionPolicy?: string;
      };
      const { data: _data, wal: _wal, ...where } = configuration;
      const env = instanceSidecarConfiguration.env?.map(({ name, value }) => `${name}=${value}`) ?? [];
      return { ...where, retentionPolicy, env };
    }),
  };
}

const token = (audience: string, path: string) => ({
  serviceAccountToken: { audience, path, expirationSeconds: 3600 },
});
const aws = {
  destinationPath: 's3://aws-backups/reference/ohio',
  s3Credentials: { inheritFromIAMRole: true },
};
const google = {
  destinationPath: 'gs://google-backups/reference/iowa',
  googleCredentials: { gkeEnvironment: true },
};
const azure = {
  destinationPath: 'https://backups.blob.core.windows.net/container/reference/dublin',
  azureCredentials: { useDefaultAzureCredentials: true },
};
const azureEnv = (client: string) => [
  'AZURE_AUTHORITY_HOST=https://login.microsoftonline.com/',
  `AZURE_CLIENT_ID=${client}`,
  'AZURE_FEDERATED_TOKEN_FILE=/projected/azure-token',
  'AZURE_TENANT_ID=00000000-0000-4000-8000-000000000000',
];

test('each cloud admits a copy by federation, without a key that lives long', () => {
  assert.deepEqual(accessIn(iowa, ohio), {
    account: { 'iam.gke.io/gcp-service-account': 'own@example.com' },
    projected: [token('sts.amazonaws.com', 'aws-token')],
    stores: [
      { ...google, retentionPolicy: '14d', env: [] },
      {
        ...aws,
        retentionPolicy: undefined,
        env: [
          'AWS_DEFAULT_REGION=us-east-1',
          'AWS_ROLE_ARN=arn:reader',
          'AWS_WEB_IDENTITY_TOKEN_FILE=/projected/aws-token',
        ],
      },
    ],
  });
  assert.deepEqual(accessIn(ohio, iowa), {
    account: { 'eks.amazonaws.com/role-arn': 'arn:own' },
    projected: [
      token(`https://iam.googleapis.com/${pool}/providers/ohio`, 'google-token'),
      { configMap: { name: 'users-source', items: [{ key: 'google.json', path: 'google.json' }] } },
    ],
    stores: [
      { ...aws, retentionPolicy: '30d', env: [] },
      { ...google, retentionPolicy: undefined, env: ['GOOGLE_APPLICATION_CREDENTIALS=/projected/google.json'] },
    ],
  });
  assert.deepEqual(accessIn(ohio, dublin), {
    account: { 'eks.amazonaws.com/role-arn': 'arn:own' },
    projected: [token('api://AzureADTokenExchange', 'azure-token')],
    stores: [
      { ...aws, retentionPolicy: '30d', env: [] },
      { ...azure, retentionPolicy: undefined, env: azureEnv('client-reader') },
    ],
  });
  assert.deepEqual(accessIn(dublin, ohio).projected, [
    token('api://AzureADTokenExchange', 'azure-token'),
    token('sts.amazonaws.com', 'aws-token'),
  ]);
  assert.deepEqual(accessIn(dublin, ohio).stores[0]?.env, azureEnv('client-own'));
});

test('what may not be read across clouds is not there: rules find that the copy lacks it', () => {
  const closed = { ...ohio, settings: { backup: { ...(ohio.settings.backup as object), reader: undefined } } };
  const { externalClusters, replica } = clusterOf(render(iowa, 'ohio', closed));
  assert.deepEqual(externalClusters, [{ name: 'iowa', plugin: plugin('users', 'users') }]);
  assert.deepEqual(replica, { self: 'iowa', primary: 'ohio', source: 'ohio' });
});

test('an S3 server of one’s own takes keys from the secret manager, and no newer checksums', () => {
  const backup = { bucket: 'b', endpoint: 'http://s3.example.com:8333', secret: 'keys', retention: '7d' };
  const objects = unpooledDatabase.render(exampleInputs(unpooledDatabase, exampleClusters.local, { backup }));
  const named = (kind: string) => objects.find((object) => object.kind === kind);
  const { configuration, instanceSidecarConfiguration } = named('ObjectStore')?.spec as {
    configuration: Record<string, unknown>;
    instanceSidecarConfiguration: { env: { name: string }[] };
  };
  assert.equal(configuration.endpointURL, 'http://s3.example.com:8333');
  assert.deepEqual(configuration.s3Credentials, {
    accessKeyId: { name: 'users', key: 'accessKey' },
    secretAccessKey: { name: 'users', key: 'secretKey' },
  });
  assert.deepEqual(
    instanceSidecarConfiguration.env.map(({ name }) => name),
    ['AWS_REQUEST_CHECKSUM_CALCULATION', 'AWS_RESPONSE_CHECKSUM_VALIDATION'],
  );
  assert.equal(named('ExternalSecret')?.metadata.name, 'users');
});
