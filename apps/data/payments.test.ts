import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BucketEndpoint } from '../../generators/model/endpoint.ts';
import type { Caller, ClusterFacts } from '../../generators/model/inputs.ts';
import { keyOf, type Resource } from '../../generators/model/resource.ts';
import { imagePattern } from '../../generators/model/settings/images.ts';
import { clouds } from '../../generators/model/settings/index.ts';
import { exampleClusters } from '../../generators/testing/clusters.ts';
import { someUser } from '../../generators/testing/edgeUser.ts';
import { exampleInputs } from '../../generators/testing/inputs.ts';
import { at, listAt } from '../../policies/kubernetes/reading.ts';
import { backups, payments } from '../names.ts';
import { paymentsDatabase } from './payments.ts';

const s3: BucketEndpoint = { kind: 'bucket', api: 's3', bucket: 'copies', host: '', port: 443, peer: 'internet' };
const users: Caller[] = [
  { app: 'billing', tier: 'backend', port: 'read-only' },
  { app: 'billing', tier: 'backend', port: 'read-write' },
];

function render(cluster: ClusterFacts, endpoint: BucketEndpoint = s3, usedBy: readonly Caller[] = []) {
  const graph = { uses: { backups: { edge: backups.write, endpoint } }, usedBy };
  return paymentsDatabase.render({ ...exampleInputs(paymentsDatabase, cluster), graph });
}

const find = (objects: readonly Resource[], kind: string, name: string) =>
  objects.find((object) => object.kind === kind && object.metadata.name === name);
const cluster = (objects: readonly Resource[]) => find(objects, 'PerconaServerMySQL', 'payments')?.spec;
const field = (objects: readonly Resource[], path: string) => at(cluster(objects), path.split('.'));

test('three zones have three servers and proxies, one zone has one of each and says that it is unsafe', () => {
  for (const [facts, size] of [
    [exampleClusters.aws, 3],
    [exampleClusters.local, 1],
  ] as const) {
    const objects = render(facts);
    assert.equal(field(objects, 'mysql.size'), size);
    assert.equal(field(objects, 'proxy.haproxy.size'), size);
    assert.deepEqual(field(objects, 'unsafeFlags'), { mysqlSize: size < 3, proxySize: size < 3 });
  }
});

test('the operator upgrades nothing by itself: its version and every image are named', () => {
  const objects = render(exampleClusters.aws);
  assert.deepEqual(field(objects, 'upgradeOptions'), { apply: 'disabled' });
  assert.equal(field(objects, 'crVersion'), '1.2.0');
  const parts = ['mysql', 'proxy.haproxy', 'backup'].map((part) => field(objects, part));
  const [exporter] = listAt(field(objects, 'mysql'), ['sidecars']);
  const images = [...parts, exporter, field(objects, 'initContainer')].map((part) => at(part, ['image']));
  assert.deepEqual(images, Object.values(paymentsDatabase.images));
  for (const image of images) assert.match(String(image), new RegExp(imagePattern));
});

test('an image of images.yaml takes the place of the declared one', () => {
  const inputs = exampleInputs(paymentsDatabase, exampleClusters.aws);
  const graph = { uses: { backups: { edge: backups.write, endpoint: s3 } }, usedBy: [] };
  const images = { ...inputs.images, 'payments-proxy': 'registry.example.com/haproxy:1' };
  const objects = paymentsDatabase.render({ ...inputs, graph, images });
  assert.equal(field(objects, 'proxy.haproxy.image'), 'registry.example.com/haproxy:1');
});

const places: readonly (readonly [string, ClusterFacts, BucketEndpoint, unknown, Record<string, string>])[] = [
  [
    'of AWS',
    exampleClusters.aws,
    s3,
    { s3: { bucket: 'copies', region: 'us-east-1', prefix: 'PREFIX', credentialsSecret: 'payments-backups' } },
    {
      AWS_ACCESS_KEY_ID: '{{ .payments_backup_access_key }}',
      AWS_SECRET_ACCESS_KEY: '{{ .payments_backup_secret_key }}',
    },
  ],
  [
    'of a server inside, with keys of its own',
    exampleClusters.local,
    { ...s3, endpoint: 'http://files:8333', region: 'eu', credentials: { store: 'cluster-secrets', key: 'k' } },
    {
      s3: {
        bucket: 'copies',
        region: 'eu',
        prefix: 'PREFIX',
        credentialsSecret: 'payments-backups',
        endpointUrl: 'http://files:8333',
      },
    },
    { AWS_ACCESS_KEY_ID: '{{ .backups_accessKey }}', AWS_SECRET_ACCESS_KEY: '{{ .backups_secretKey }}' },
  ],
  [
    'of Google',
    exampleClusters.google,
    { ...s3, api: 'gcs' },
    {
      gcs: {
        bucket: 'copies',
        prefix: 'PREFIX',
        credentialsSecret: 'payments-backups',
        endpointUrl: 'https://storage.googleapis.com',
      },
    },
    { ACCESS_KEY_ID: '{{ .payments_backup_access_key }}', SECRET_ACCESS_KEY: '{{ .payments_backup_secret_key }}' },
  ],
  [
    'of Azure',
    exampleClusters.azure,
    { ...s3, api: 'azure', account: 'acme' },
    {
      azure: {
        container: 'copies',
        prefix: 'PREFIX',
        credentialsSecret: 'payments-backups',
        endpointUrl: 'https://acme.blob.core.windows.net',
      },
    },
    { AZURE_STORAGE_ACCOUNT_NAME: 'acme', AZURE_STORAGE_ACCOUNT_KEY: '{{ .payments_backup_secret_key }}' },
  ],
];

for (const [title, facts, endpoint, place, keys] of places) {
  test(`backups go to a folder of this database and cluster in a bucket ${title}`, () => {
    const objects = render(facts, endpoint);
    const { s3: aws, gcs, azure } = field(objects, 'backup.storages.bucket') as Record<string, unknown>;
    const wanted = JSON.stringify(place).replace('PREFIX', `reference/${facts.name}/payments`);
    assert.deepEqual(JSON.parse(JSON.stringify({ s3: aws, gcs, azure })), JSON.parse(wanted));
    const secret = find(objects, 'ExternalSecret', 'payments-backups')?.spec;
    assert.deepEqual(at(secret, ['target', 'template', 'data']), keys);
  });
}

test('the operator’s accounts come from the secret manager in a cloud, and from the operator itself without one', () => {
  for (const cloud of clouds) {
    const objects = render(exampleClusters[cloud]);
    const secret = find(objects, 'ExternalSecret', 'payments-secrets')?.spec;
    assert.equal(secret === undefined, cloud === 'local');
    assert.equal(field(objects, 'metadata') === undefined, cloud === 'local');
    if (secret) assert.equal(at(secret, ['target', 'creationPolicy']), 'Orphan');
  }
});

test('users reach the proxies alone: readers on one port, writers on the other', () => {
  const objects = render(exampleClusters.aws, s3, users);
  const ingress = at(find(objects, 'NetworkPolicy', 'payments-database-proxies')?.spec, ['ingress']) as object[];
  const pods = {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'backend' } },
    podSelector: { matchLabels: { 'app.kubernetes.io/name': 'billing' } },
  };
  assert.deepEqual(ingress.slice(0, 2), [
    { from: [pods], ports: [{ protocol: 'TCP', port: 3307 }] },
    { from: [pods], ports: [{ protocol: 'TCP', port: 3306 }] },
  ]);
  const others = objects.filter(({ kind, metadata }) => kind === 'NetworkPolicy' && !metadata.name.endsWith('proxies'));
  assert.ok(!JSON.stringify(others).includes('billing'));
});

test('an edge leads to the port for what it does, with the account of this database', () => {
  const common = {
    kind: 'database',
    engine: 'mysql',
    host: 'payments-haproxy.data.svc.cluster.local',
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
  };
  const endpoint = paymentsDatabase.provides?.endpoint;
  assert.deepEqual(endpoint?.(payments.readWrite, {}, someUser), { ...common, port: 3306 });
  assert.deepEqual(endpoint?.(payments.readOnly, {}, someUser), { ...common, port: 3307 });
});

test('what a cluster gets has the same names in every cloud, but for the accounts that a local one has none of', () => {
  const local = render(exampleClusters.local).map(keyOf);
  for (const cloud of ['aws', 'google', 'azure'] as const) {
    const here = render(exampleClusters[cloud]).map(keyOf);
    assert.deepEqual(
      here.filter((key) => !local.includes(key)),
      ['external-secrets.io/ExternalSecret/data/payments-secrets'],
    );
    assert.deepEqual(
      local.filter((key) => !here.includes(key)),
      [],
    );
  }
});
