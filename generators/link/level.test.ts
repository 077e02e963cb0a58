import assert from 'node:assert/strict';
import { test } from 'node:test';
import { given, server } from '../blocks/names.ts';
import { type Cluster, contractSettings } from '../model/settings/index.ts';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { clusterAt, environmentAt, imagesAt, type Level, settingsAt } from './level.ts';
import { referenceCluster, referenceEnvironment, referenceProvider } from './reference.ts';

const { provided: _, identities: __, ...bare } = exampleCluster('google');
const cluster = { ...bare, apps: { shop: { size: 2 } } } as unknown as Cluster;
const environment = {
  ...exampleEnvironment([cluster], { apps: { shop: { size: 1 } }, data: { users: { provider: 'external' } } }),
  images: { shop: 'registry.example.com/shop:2' },
};
const levels: Readonly<Record<Level['layer'], Level>> = {
  base: { layer: 'base' },
  environment: { layer: 'environment', environment, apps: new Set() },
  cluster: { layer: 'cluster', environment, cluster },
};

test('settings come from the layers below, lowest first', () => {
  const all = (kind: 'apps' | 'data', name: string) =>
    Object.values(levels).map((level) => settingsAt(level, kind, name));
  assert.deepEqual(all('apps', 'shop'), [[], [{ size: 1 }], [{ size: 1 }, { size: 2 }]]);
  assert.deepEqual(all('data', 'users'), [[], [{ provider: 'external' }], [{ provider: 'external' }]]);
  assert.deepEqual(all('apps', 'other'), [[], [], []]);
});

test('only the layer of a cluster knows a cluster, with defaults filled in and without settings', () => {
  const { apps: _apps, ...facts } = cluster;
  assert.equal(clusterAt(levels.base), referenceCluster);
  assert.equal(clusterAt(levels.environment), referenceCluster);
  assert.deepEqual(clusterAt(levels.cluster), { ...facts, provided: [], identities: {} });
  const named = { ...cluster, provided: ['metrics-server'], identities: { shop: 'one' } } as Cluster;
  const { provided, identities } = clusterAt({ layer: 'cluster', environment, cluster: named });
  assert.deepEqual({ provided, identities }, { provided: ['metrics-server'], identities: { shop: 'one' } });
});

test('a base knows no environment and no image of one', () => {
  const defaults = { shop: 'registry.example.com/shop:1', other: 'registry.example.com/other:1' };
  assert.equal(environmentAt(levels.base), referenceEnvironment);
  assert.deepEqual(environmentAt(levels.cluster), { name: 'test', domain: 'example.com', secretPrefix: 'test' });
  assert.deepEqual(imagesAt(levels.base, defaults), defaults);
  assert.deepEqual(imagesAt(levels.environment, defaults), { ...defaults, shop: 'registry.example.com/shop:2' });
});

for (const [kind, expected] of [
  ['postgresql', { port: 5432, database: 'one' }],
  ['mysql', { port: 3306, database: 'one' }],
  ['mongodb', { port: 27017, database: 'one' }],
  ['cassandra', { port: 9042, database: 'one' }],
  ['queue', { port: 5671, tls: true }],
  ['cache', { port: 6379, tls: true }],
  ['logs', { port: 9200 }],
  ['search', { port: 9200 }],
] as const) {
  test(`where nobody provides a ${kind} yet, it is complete, with TLS, at an address that never resolves`, () => {
    const reference = referenceProvider({ kind, name: 'one' });
    assert.deepEqual(reference, {
      provider: 'external',
      host: 'one.reference.invalid',
      secret: 'reference-one',
      networks: ['10.0.0.0/16'],
      ...expected,
    });
    const required = (contractSettings[kind] as { required?: string[] }).required ?? [];
    assert.deepEqual(
      required.filter((key) => !(key in reference)),
      [],
    );
  });
}

test('where nobody signs tokens yet, somebody does at an address that never resolves', () => {
  assert.deepEqual(referenceProvider({ kind: 'issuer', name: 'one' }), {
    provider: 'external',
    issuer: 'https://one.reference.invalid',
    keys: 'https://one.reference.invalid/keys',
    audiences: ['one'],
  });
});

test('where nobody provides a bucket yet, it is one of the reference cluster’s region', () => {
  assert.deepEqual(referenceProvider({ kind: 'bucket', name: 'one' }), {
    provider: 'external',
    api: 's3',
    bucket: 'reference-one',
    region: 'reference-1',
  });
});

test('where nobody provides a server yet, it has the ports that its contract declares', () => {
  const { contract } = server('mail', { ports: { smtp: 587 }, keys: { password: given() } });
  assert.deepEqual(referenceProvider(contract), {
    provider: 'external',
    host: 'mail.reference.invalid',
    ports: { smtp: 587 },
    secret: 'reference-mail',
    networks: ['10.0.0.0/16'],
  });
});
