import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BucketEndpoint } from '../../generators/model/endpoint.ts';
import type { Caller, ClusterFacts } from '../../generators/model/inputs.ts';
import type { Resource } from '../../generators/model/resource.ts';
import { imagePattern } from '../../generators/model/settings/images.ts';
import { clouds } from '../../generators/model/settings/index.ts';
import { exampleClusters } from '../../generators/testing/clusters.ts';
import { someUser } from '../../generators/testing/edgeUser.ts';
import { exampleInputs } from '../../generators/testing/inputs.ts';
import { at, listAt } from '../../policies/kubernetes/reading.ts';
import { backups, products } from '../names.ts';
import { productsDatabase } from './products.ts';

const s3: BucketEndpoint = { kind: 'bucket', api: 's3', bucket: 'copies', host: '', port: 443, peer: 'internet' };

function render(
  facts: ClusterFacts,
  endpoint: BucketEndpoint = s3,
  { settings = {}, usedBy = [] }: { settings?: Record<string, unknown>; usedBy?: readonly Caller[] } = {},
) {
  const graph = { uses: { backups: { edge: backups.write, endpoint } }, usedBy };
  return productsDatabase.render({ ...exampleInputs(productsDatabase, facts, settings), graph });
}

const find = (objects: readonly Resource[], kind: string, name: string) =>
  objects.find((object) => object.kind === kind && object.metadata.name === name);
const field = (objects: readonly Resource[], path: string) =>
  at(find(objects, 'PerconaServerMongoDB', 'products')?.spec, path.split('.'));

interface Member {
  readonly name?: string;
  readonly size: number;
}

test('every shard and the config servers have a member in each of three zones; one zone has one, called unsafe', () => {
  for (const [facts, size] of [
    [exampleClusters.azure, 3],
    [exampleClusters.local, 1],
  ] as const) {
    const endpoint = { ...s3, ...(facts.cloud === 'azure' && { api: 'azure' as const, account: 'acme' }) };
    const objects = render(facts, endpoint, { settings: { shards: 3 } });
    const shards = field(objects, 'replsets') as Member[];
    assert.deepEqual(
      shards.map((shard) => [shard.name, shard.size]),
      ['rs0', 'rs1', 'rs2'].map((name) => [name, size]),
    );
    assert.equal(field(objects, 'sharding.configsvrReplSet.size'), size);
    assert.equal(field(objects, 'sharding.mongos.size'), size);
    assert.deepEqual(field(objects, 'unsafeFlags'), { replsetSize: size < 3, mongosSize: size < 2 });
  }
});

test('the operator upgrades nothing by itself: its version and every image are named', () => {
  const objects = render(exampleClusters.aws);
  assert.equal(field(objects, 'upgradeOptions.apply'), 'disabled');
  assert.equal(field(objects, 'crVersion'), '1.22.0');
  const [members] = field(objects, 'replsets') as readonly object[];
  const [exporter] = listAt(members, ['sidecars']);
  const images = [
    ...['image', 'backup.image'].map((path) => field(objects, path)),
    at(exporter, ['image']),
    field(objects, 'initImage'),
  ];
  assert.deepEqual(images, Object.values(productsDatabase.images));
  for (const image of images) assert.match(String(image), new RegExp(imagePattern));
});

const folder = (facts: ClusterFacts) => ({ prefix: `reference/${facts.name}/products` });
const secret = { credentialsSecret: 'products-backups' };
const places: readonly (readonly [string, ClusterFacts, BucketEndpoint, Record<string, unknown>, boolean])[] = [
  ['of AWS, as the cloud identity', exampleClusters.aws, s3, { s3: { bucket: 'copies', region: 'us-east-1' } }, false],
  [
    'of a server inside, with its keys',
    exampleClusters.local,
    { ...s3, endpoint: 'http://files:8333', region: 'eu', credentials: { store: 'cluster-secrets', key: 'k' } },
    { s3: { bucket: 'copies', region: 'eu', endpointUrl: 'http://files:8333', ...secret } },
    true,
  ],
  ['of Google', exampleClusters.google, { ...s3, api: 'gcs' }, { gcs: { bucket: 'copies', ...secret } }, true],
  [
    'of Azure',
    exampleClusters.azure,
    { ...s3, api: 'azure', account: 'acme' },
    { azure: { container: 'copies', endpointUrl: 'https://acme.blob.core.windows.net', ...secret } },
    true,
  ],
];

for (const [title, facts, endpoint, place, keys] of places) {
  test(`backups go to a folder of this database and cluster in a bucket ${title}`, () => {
    const objects = render(facts, endpoint);
    const { main, type, ...rest } = field(objects, 'backup.storages.bucket') as Record<string, unknown>;
    const [[api, wanted] = []] = Object.entries(place);
    assert.deepEqual({ main, type }, { main: true, type: api });
    assert.deepEqual(rest, { [String(api)]: { ...(wanted as object), ...folder(facts) } });
    assert.equal(find(objects, 'ExternalSecret', 'products-backups') !== undefined, keys);
  });
}

test('the account of the members has the cloud identity and no token', () => {
  const facts = { ...exampleClusters.aws, identities: { 'products-database': 'arn:aws:iam::1:role/x' } };
  const account = find(render(facts), 'ServiceAccount', 'products-database');
  const inputs = exampleInputs(productsDatabase, facts);
  assert.equal(account?.automountServiceAccountToken, false);
  const uses = {
    backups: { edge: backups.write, endpoint: s3 },
    identity: { edge: { to: 'cloud-identity' } as const },
  };
  const objects = productsDatabase.render({ ...inputs, graph: { uses, usedBy: [] } });
  assert.deepEqual(find(objects, 'ServiceAccount', 'products-database')?.metadata.annotations, {
    'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/x',
  });
});

test('the operator’s accounts come from the secret manager in a cloud, and from the operator itself without one', () => {
  for (const cloud of clouds) {
    const spec = find(render(exampleClusters[cloud]), 'ExternalSecret', 'products-secrets')?.spec;
    assert.equal(spec === undefined, cloud === 'local');
    if (!spec) continue;
    const data = at(spec, ['target', 'template', 'data']) as Record<string, string>;
    assert.equal(data.MONGODB_CLUSTER_ADMIN_USER, 'clusterAdmin');
    assert.equal(data.MONGODB_CLUSTER_ADMIN_PASSWORD, '{{ .products_cluster_admin_password }}');
    assert.equal(Object.keys(data).length, 10);
  }
});

test('users reach the routers and no member', () => {
  const usedBy: Caller[] = [{ app: 'catalogue', tier: 'backend', port: 'read-write' }];
  const objects = render(exampleClusters.aws, s3, { usedBy });
  assert.match(JSON.stringify(find(objects, 'NetworkPolicy', 'products-database-routers')), /"catalogue"/);
  assert.doesNotMatch(JSON.stringify(find(objects, 'NetworkPolicy', 'products-database-members')), /"catalogue"/);
});

test('its users log in at a router, as an account that may use and shard their database', () => {
  const { settings } = exampleInputs(productsDatabase, exampleClusters.aws);
  assert.deepEqual(productsDatabase.provides?.endpoint(products.readWrite, settings, someUser), {
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
  assert.deepEqual(field(render(exampleClusters.aws), 'users'), [
    {
      name: 'products',
      db: 'admin',
      passwordSecretRef: { name: 'products-database-credentials', key: 'password' },
      roles: [
        { name: 'readWrite', db: 'products' },
        { name: 'enableSharding', db: 'admin' },
      ],
    },
  ]);
});
