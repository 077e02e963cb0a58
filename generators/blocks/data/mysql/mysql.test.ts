import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyOf } from '../../../model/resource.ts';
import { clouds } from '../../../model/settings/index.ts';
import { exampleClusters } from '../../../testing/clusters.ts';
import { someUser } from '../../../testing/edgeUser.ts';
import { data, exampleBucket, renderSystem, specOf, systems } from '../../../testing/systems.ts';

const always = [
  'ps.percona.com/PerconaServerMySQL/data/payments',
  'batch/Job/data/payments-account',
  '/ConfigMap/data/payments-account-completed',
  'networking.k8s.io/NetworkPolicy/data/payments-database-servers',
  'networking.k8s.io/NetworkPolicy/data/payments-database-proxies',
  'networking.k8s.io/NetworkPolicy/data/payments-database-backups',
  'networking.k8s.io/NetworkPolicy/data/payments-database-account',
  'external-secrets.io/ExternalSecret/data/payments-secrets',
  'generators.external-secrets.io/Password/data/payments-database-credentials',
  'external-secrets.io/ExternalSecret/data/payments-database-credentials',
  'generators.external-secrets.io/Password/data/payments-database-exporter-credentials',
  'external-secrets.io/ExternalSecret/data/payments-database-exporter-credentials',
  'external-secrets.io/ExternalSecret/data/payments-backups',
  'monitoring.coreos.com/PodMonitor/data/payments-database',
  'monitoring.coreos.com/PodMonitor/data/payments-database-servers',
  'monitoring.coreos.com/PrometheusRule/data/payments-database-alerts',
];
const operatorsSecret = 'external-secrets.io/ExternalSecret/data/payments-secrets';

for (const cloud of clouds) {
  test(`${cloud}: the objects are the same, but the operator itself makes up its accounts where there is no secret manager`, () => {
    const objects = renderSystem(systems.mysql, exampleClusters[cloud]);
    const wanted = always.filter((key) => cloud !== 'local' || key !== operatorsSecret);
    assert.deepEqual(objects.map(keyOf), wanted);
    const { metadata } = specOf(objects, 'PerconaServerMySQL', 'payments');
    assert.equal(metadata === undefined, cloud === 'local');
  });
}

test('accounts of the operator come from one entry of the secret manager, a property each', () => {
  const secret = specOf<{ target: { template: { data: object } }; data: { remoteRef: object }[] }>(
    renderSystem(systems.mysql, exampleClusters.aws),
    'ExternalSecret',
    'payments-secrets',
  );
  assert.deepEqual(secret.target.template.data, {
    clusterset: '{{ .payments_clusterset }}',
    heartbeat: '{{ .payments_heartbeat }}',
    monitor: '{{ .payments_monitor }}',
    operator: '{{ .payments_operator }}',
    orchestrator: '{{ .payments_orchestrator }}',
    replication: '{{ .payments_replication }}',
    root: '{{ .payments_root }}',
    xtrabackup: '{{ .payments_xtrabackup }}',
  });
});

const keysOf = (bucket: Parameters<typeof exampleBucket>[0], cloud: 'aws' | 'google' | 'azure' | 'local') => {
  const objects = renderSystem(systems.mysql, exampleClusters[cloud], { bucket: exampleBucket(bucket) });
  const { storages } = specOf<{ backup: { storages: { bucket: Record<string, unknown> } } }>(
    objects,
    'PerconaServerMySQL',
    'payments',
  ).backup;
  const { type } = storages.bucket;
  const secret = specOf<{
    target: { template: { data: object } };
    data: { sourceRef?: unknown; remoteRef: { key: string; property: string } }[];
  }>(objects, 'ExternalSecret', 'payments-backups');
  const from = secret.data.map(({ remoteRef }) => `${remoteRef.key}/${remoteRef.property}`);
  return { type, at: storages.bucket[String(type)], keys: secret.target.template.data, from };
};
const folder = { prefix: 'reference/reference/payments', credentialsSecret: 'payments-backups' };
const own = ['reference-payments/backup-access-key', 'reference-payments/backup-secret-key'];

for (const [where, cloud, bucket, expected] of [
  [
    'AWS',
    'aws',
    {},
    {
      type: 's3',
      at: { bucket: 'copies', region: 'us-east-1', ...folder },
      keys: {
        AWS_ACCESS_KEY_ID: '{{ .payments_backup_access_key }}',
        AWS_SECRET_ACCESS_KEY: '{{ .payments_backup_secret_key }}',
      },
      from: own,
    },
  ],
  [
    'an S3 server with keys of its own',
    'local',
    { endpoint: 'http://files:8333', region: 'eu', credentials: { store: 'cluster-secrets', key: 'k' } },
    {
      type: 's3',
      at: { bucket: 'copies', region: 'eu', ...folder, endpointUrl: 'http://files:8333' },
      keys: { AWS_ACCESS_KEY_ID: '{{ .backups_accessKey }}', AWS_SECRET_ACCESS_KEY: '{{ .backups_secretKey }}' },
      from: ['k/accessKey', 'k/secretKey'],
    },
  ],
  [
    'Google',
    'google',
    { api: 'gcs' },
    {
      type: 'gcs',
      at: { bucket: 'copies', ...folder, endpointUrl: 'https://storage.googleapis.com' },
      keys: {
        ACCESS_KEY_ID: '{{ .payments_backup_access_key }}',
        SECRET_ACCESS_KEY: '{{ .payments_backup_secret_key }}',
      },
      from: own,
    },
  ],
  [
    'Azure',
    'azure',
    { api: 'azure', account: 'acme' },
    {
      type: 'azure',
      at: { container: 'copies', ...folder, endpointUrl: 'https://acme.blob.core.windows.net' },
      keys: { AZURE_STORAGE_ACCOUNT_NAME: 'acme', AZURE_STORAGE_ACCOUNT_KEY: '{{ .payments_backup_secret_key }}' },
      from: ['reference-payments/backup-secret-key'],
    },
  ],
] as const) {
  test(`backups in ${where} have a folder of their own and static keys`, () => {
    assert.deepEqual(keysOf(bucket, cloud), expected);
  });
}

for (const [edge, port] of [
  [data.payments.readWrite, 3306],
  [data.payments.direct, 3306],
  [data.payments.readOnly, 3307],
] as const) {
  test(`a user that is ${edge.access} reaches the proxies on port ${port}, with the authority that signed their certificate`, () => {
    assert.deepEqual(systems.mysql.provides?.endpoint(edge, {}, someUser), {
      kind: 'database',
      engine: 'mysql',
      host: 'payments-haproxy.data.svc.cluster.local',
      port,
      database: 'payments',
      peer: {
        pods: {
          namespace: 'data',
          labels: {
            'app.kubernetes.io/name': 'haproxy',
            'app.kubernetes.io/instance': 'payments',
            'app.kubernetes.io/component': 'proxy',
          },
        },
      },
      credentials: { store: 'cluster-secrets', key: 'payments-database-credentials' },
      authority: { store: 'cluster-secrets', key: 'payments-ssl' },
    });
  });
}
