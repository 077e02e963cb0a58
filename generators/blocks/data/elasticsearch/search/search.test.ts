import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClusterFacts } from '../../../../model/inputs.ts';
import { exampleCluster, exampleClusters } from '../../../../testing/clusters.ts';
import { ofKind } from '../../../../testing/golden.ts';
import { app } from '../../../../testing/names.ts';
import { rendered } from '../../../../testing/rendered.ts';
import { exampleSpec } from '../../../../testing/spec.ts';
import { objectOf, renderSystem, specOf } from '../../../../testing/systems.ts';
import { bucket } from '../../../names.ts';
import { service } from '../../../service.ts';
import { engine, products } from '../testing/engine.ts';
import type { NodeSet } from '../types.ts';

const zoned = (...zones: string[]): ClusterFacts => ({ ...exampleClusters.aws, zones });
const { region } = exampleClusters.aws;

/** What Elasticsearch is told, by file. */
const told = (cluster: ClusterFacts, file: string): unknown => {
  const { data } = objectOf(renderSystem(engine, cluster), 'ConfigMap', 'products-setup');
  return JSON.parse((data as Record<string, string>)[file] ?? '');
};

test('three zones have a node each, which may be elected and hold documents, and no other program', () => {
  const objects = renderSystem(engine, zoned(`${region}a`, `${region}b`, `${region}c`));
  const { nodeSets, version } = specOf<{ nodeSets: NodeSet[]; version: string }>(objects, 'Elasticsearch', 'products');
  assert.equal(version, '8.19.5');
  assert.deepEqual(
    nodeSets.map(({ name, count, config }) => [name, count, config['node.roles'], config['node.attr.zone']]),
    ['a', 'b', 'c'].map((zone) => [`data-${zone}`, 1, ['master', 'data', 'ingest'], `${region}${zone}`]),
  );
  assert.deepEqual(ofKind(objects, 'Kibana'), []);
});

for (const [zones, copies] of [
  [['one'], 0],
  [['one', 'two', 'three'], 1],
] as const) {
  test(`with ${zones.length} zone(s) an index has ${copies} further copies where its app says nothing`, () => {
    assert.deepEqual(told(zoned(...zones), 'template.json'), {
      index_patterns: ['*'],
      priority: 1,
      template: { settings: { index: { number_of_replicas: copies } } },
    });
  });
}

test('snapshots are of all indices, in a folder of its own', () => {
  const { config, name } = told(exampleClusters.aws, 'snapshots.json') as { config: object; name: string };
  assert.deepEqual([config, name], [{ indices: ['*'], include_global_state: false }, '<products-{now/d}>']);
  const { settings } = told(exampleClusters.aws, 'repository.json') as { settings: { base_path: string } };
  assert.match(settings.base_path, /\/finder$/);
});

test('the account of the app makes, fills, searches and deletes indices, and manages nothing else', () => {
  const { target } = specOf<{ target: { template: { data: Record<string, string> } } }>(
    renderSystem(engine, exampleClusters.aws),
    'ExternalSecret',
    'products-writer',
  );
  assert.deepEqual(JSON.parse(target.template.data['roles.yml'] ?? ''), {
    'products-writer': {
      cluster: ['monitor'],
      indices: [{ names: ['*'], privileges: ['read', 'monitor', 'write', 'manage'] }],
    },
  });
});

const shop = service(app('shop', 'backend', ['http']), {
  ...exampleSpec,
  uses: { search: products.use },
  env: ({ uses }) => ({ SEARCH_URL: uses.search.url, SEARCH_PASSWORD: uses.search.password }),
  files: ({ uses }) => (uses.search.authority ? { '/etc/search/ca.crt': uses.search.authority } : {}),
});
const backups = bucket('backups');
const catalogue = { apps: [shop, engine], contracts: [products.contract, backups.contract] };
const kept = { provider: 'external', api: 's3', bucket: 'copies' } as const;
const outside = { provider: 'external', host: 'search.example.com', secret: 'search', networks: ['10.30.0.0/24'] };

/** What an app that searches gets, where settings place the search engine. */
function given(search: object) {
  const cluster = { ...exampleCluster('aws'), data: { products: search, backups: kept } };
  const objects = rendered('shop', catalogue, { cluster } as Parameters<typeof rendered>[2]);
  const [config] = ofKind(objects, 'ConfigMap');
  const [policy] = ofKind(objects, 'NetworkPolicy');
  const egress = (policy?.spec as { egress: { to: object[]; ports: object[] }[] }).egress.at(-1);
  const fetched = ofKind(objects, 'ExternalSecret').flatMap(({ spec }) =>
    (spec as { data: { remoteRef: { key: string; property: string } }[] }).data.map(
      ({ remoteRef: { key, property } }) => `${key} ${property}`,
    ),
  );
  return { url: (config?.data as { SEARCH_URL: string }).SEARCH_URL, egress, fetched };
}

test('an app reaches it by TLS inside the cluster or outside, as settings say, and checks its certificate', () => {
  assert.deepEqual(given({ provider: 'eck' }), {
    url: 'https://products-es-http.data.svc:9200',
    egress: {
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'data' } },
          podSelector: { matchLabels: { 'app.kubernetes.io/name': 'finder' } },
        },
      ],
      ports: [{ protocol: 'TCP', port: 9200 }],
    },
    fetched: ['products-writer-credentials password', 'products-es-http-certs-public ca.crt'],
  });
  assert.deepEqual(given({ ...outside, port: 443, authority: 'search-ca' }), {
    url: 'https://search.example.com:443',
    egress: { to: [{ ipBlock: { cidr: '10.30.0.0/24' } }], ports: [{ protocol: 'TCP', port: 443 }] },
    fetched: ['search password', 'search-ca ca.crt'],
  });
});
