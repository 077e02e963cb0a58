import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clusterWithZones, exampleClusters } from '../../../testing/clusters.ts';
import { apart, evenly, readOnlyContainer, restrictedPod } from '../../../testing/pods.ts';
import { objectOf, renderSystem, specOf, systems } from '../../../testing/systems.ts';

const zones = ['us-east-1a', 'us-east-1b', 'us-east-1c'];
const labels = (name: string, component: string) => ({
  'app.kubernetes.io/name': name,
  'app.kubernetes.io/instance': 'payments',
  'app.kubernetes.io/component': component,
});
const [servers, proxies] = [labels('mysql', 'database'), labels('haproxy', 'proxy')];
const container = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};
const restricted = { podSecurityContext: restrictedPod(1001, 1001), containerSecurityContext: container };
const common = {
  ...restricted,
  imagePullPolicy: 'IfNotPresent',
  priorityClassName: 'shop-critical',
  podDisruptionBudget: { maxUnavailable: 1 },
};
const helper = (cpu: string, memory: string) => ({ requests: { cpu, memory }, limits: { memory } });
const whole = { cpu: '1', memory: '2Gi' };

test('MySQL has a server in each of three zones, proxies in front, TLS, no upgrades and a backup every night', () => {
  const objects = renderSystem(systems.mysql, exampleClusters.aws);
  assert.deepEqual(specOf(objects, 'PerconaServerMySQL', 'payments'), {
    crVersion: '1.2.0',
    metadata: { labels: { 'reconcile.external-secrets.io/managed': 'true' } },
    secretsName: 'payments-secrets',
    sslSecretName: 'payments-ssl',
    updateStrategy: 'SmartUpdate',
    upgradeOptions: { apply: 'disabled' },
    unsafeFlags: { mysqlSize: false, proxySize: false },
    storageScaling: { enableVolumeScaling: true },
    initContainer: {
      image: 'operator:1',
      containerSecurityContext: container,
      resources: helper('100m', '128Mi'),
    },
    mysql: {
      ...common,
      image: 'mysql:1',
      clusterType: 'group-replication',
      autoRecovery: true,
      bootstrap: { mode: 'auto' },
      size: 3,
      gracePeriod: 600,
      affinity: { advanced: apart(zones, servers) },
      resources: { requests: whole, limits: whole },
      configuration: [
        '[mysqld]',
        'max_connections=200',
        'innodb_buffer_pool_size=1073741824',
        'innodb_buffer_pool_chunk_size=134217728',
        'innodb_buffer_pool_instances=1',
        'binlog_expire_logs_seconds=259200',
        '',
      ].join('\n'),
      volumeSpec: {
        persistentVolumeClaim: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: 'zonal-ssd',
          resources: { requests: { storage: '20Gi' } },
        },
      },
      sidecars: [
        {
          name: 'exporter',
          image: 'exporter:1',
          imagePullPolicy: 'IfNotPresent',
          args: [
            '--mysqld.address=localhost:3306',
            '--mysqld.username=exporter',
            '--tls.insecure-skip-verify',
            '--collect.perf_schema.replication_group_members',
            '--collect.perf_schema.replication_group_member_stats',
          ],
          env: [
            {
              name: 'MYSQLD_EXPORTER_PASSWORD',
              valueFrom: { secretKeyRef: { name: 'payments-database-exporter-credentials', key: 'password' } },
            },
          ],
          ports: [{ name: 'metrics', containerPort: 9104, protocol: 'TCP' }],
          resources: helper('10m', '64Mi'),
          securityContext: readOnlyContainer,
        },
      ],
    },
    proxy: {
      haproxy: {
        ...common,
        image: 'haproxy:1',
        enabled: true,
        size: 3,
        gracePeriod: 30,
        affinity: { antiAffinityTopologyKey: 'none' },
        topologySpreadConstraints: evenly(proxies),
        resources: helper('100m', '128Mi'),
        sidecarResources: { 'mysql-monit': helper('50m', '128Mi') },
      },
      router: { enabled: false },
    },
    backup: {
      enabled: true,
      image: 'xtrabackup:1',
      imagePullPolicy: 'IfNotPresent',
      containerSecurityContext: container,
      resources: helper('100m', '512Mi'),
      storages: {
        bucket: {
          ...restricted,
          type: 's3',
          s3: {
            bucket: 'copies',
            region: 'us-east-1',
            prefix: 'reference/reference/payments',
            credentialsSecret: 'payments-backups',
          },
          verifyTLS: true,
          labels: { 'percona.com/cluster': 'payments' },
          affinity: {
            podAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: [
                { labelSelector: { matchLabels: servers }, topologyKey: 'kubernetes.io/hostname' },
              ],
            },
          },
          priorityClassName: 'shop-standard',
          resources: helper('100m', '512Mi'),
        },
      },
      schedule: [{ name: 'full', schedule: '0 2 * * *', keep: 14, storageName: 'bucket', type: 'full' }],
    },
  });
});

test('the database comes after its Secrets, goes only if a person confirms it, and its pods go in order', () => {
  const { metadata } = objectOf(renderSystem(systems.mysql, exampleClusters.aws), 'PerconaServerMySQL', 'payments');
  assert.deepEqual(metadata, {
    name: 'payments',
    namespace: 'data',
    labels: {
      'app.kubernetes.io/name': 'payments-database',
      'app.kubernetes.io/component': 'data',
      'app.kubernetes.io/part-of': 'shop',
      'app.kubernetes.io/managed-by': 'argocd',
    },
    annotations: {
      'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm',
      'argocd.argoproj.io/sync-wave': '1',
    },
    finalizers: ['percona.com/delete-mysql-pods-in-order'],
  });
});

for (const [count, servers, proxies, unsafe, notes] of [
  [
    1,
    1,
    1,
    { mysqlSize: true, proxySize: true },
    ['payments-database has one member of everything: the loss of its node stops it'],
  ],
  [
    2,
    3,
    2,
    { mysqlSize: false, proxySize: false },
    ['payments-database lies in two zones: the loss of one may stop it'],
  ],
  [4, 3, 3, { mysqlSize: false, proxySize: false }, []],
] as const) {
  test(`${count} zone(s) have ${servers} server(s) and ${proxies} prox(ies), and a note if there are too few`, () => {
    const cluster = clusterWithZones(count);
    const spec = specOf<{ mysql: { size: number }; proxy: { haproxy: { size: number } }; unsafeFlags: object }>(
      renderSystem(systems.mysql, cluster),
      'PerconaServerMySQL',
      'payments',
    );
    assert.deepEqual([spec.mysql.size, spec.proxy.haproxy.size, spec.unsafeFlags], [servers, proxies, unsafe]);
    const inputs = { cluster } as Parameters<typeof systems.mysql.notes>[0];
    assert.deepEqual(systems.mysql.notes(inputs), notes);
  });
}

test('sizes, connections and the schedule of backups come from settings', () => {
  const settings = {
    storage: '50Gi',
    resources: { cpu: '2500m', memory: '4Gi' },
    connections: 300,
    proxy: { cpu: '0.5', memory: '256Mi' },
    backups: { schedule: '30 1 * * *', keep: 7 },
  };
  const spec = specOf<{
    mysql: { resources: object; configuration: string; volumeSpec: { persistentVolumeClaim: { resources: object } } };
    proxy: { haproxy: { resources: object } };
    backup: { schedule: object[] };
  }>(renderSystem(systems.mysql, exampleClusters.aws, { settings }), 'PerconaServerMySQL', 'payments');
  assert.deepEqual(spec.mysql.resources, { requests: settings.resources, limits: settings.resources });
  assert.match(spec.mysql.configuration, /^max_connections=300\ninnodb_buffer_pool_size=2147483648$/m);
  assert.deepEqual(spec.mysql.volumeSpec.persistentVolumeClaim.resources, { requests: { storage: '50Gi' } });
  assert.deepEqual(spec.proxy.haproxy.resources, helper('500m', '256Mi'));
  assert.deepEqual(spec.backup.schedule, [
    { name: 'full', schedule: '30 1 * * *', keep: 7, storageName: 'bucket', type: 'full' },
  ]);
});
