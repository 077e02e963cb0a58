import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cache, calls } from '../blocks/names.ts';
import type { App } from '../model/app.ts';
import { collected, declare, fact } from '../model/fact.ts';
import type { Operator } from '../model/operator.ts';
import { exampleApp } from '../testing/app.ts';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { exampleFleet } from '../testing/fleet.ts';
import { app, users } from '../testing/names.ts';
import { exampleOperator } from '../testing/operators.ts';
import { usersProvider } from '../testing/usersProvider.ts';
import { link } from './link.ts';
import { referenceCluster, referenceEnvironment } from './reference.ts';
import { replicationAt } from './replication.ts';
import { runningAt } from './running.ts';

const answers = cache('answers');
const shop = app('shop', 'backend', ['http']);

function linked(apps: readonly App[], settings: object = {}, operators: readonly Operator[] = []) {
  const cluster = exampleCluster('aws', { apps: settings, data: { answers: { provider: 'inside' } } } as object);
  const environment = { ...exampleEnvironment([cluster]), images: { shop: 'registry.example.com/shop:2' } };
  return link({ apps, contracts: [answers.contract], operators }, exampleFleet([]), {
    layer: 'cluster',
    environment,
    cluster,
  });
}

const own = exampleApp(shop, {
  images: { shop: 'registry.example.com/shop:1' },
  ports: (images) => ({ http: images.shop?.endsWith(':2') ? 8082 : 8081 }),
  jobs: (images) => (images.shop?.endsWith(':2') ? [{ name: 'shop-setup', uses: { answers: answers.use } }] : []),
});
const provider = exampleApp(app('store', 'data', []), {
  provides: {
    contract: answers.contract,
    provider: 'inside',
    onStandby: 'absent',
    endpoint: (_, settings) => ({
      kind: 'cache',
      host: `store-${settings.size}`,
      port: 6379,
      tls: false,
      credentials: { store: 'cluster-secrets', key: 'store' },
      peer: 'internet',
    }),
  },
});
const front = exampleApp(app('front', 'media', []), { uses: { shop: calls(shop, 'http') } });

test('ports and jobs are those of the image in use, endpoints those of the provider’s settings', () => {
  const graph = linked([front, own, provider], { store: { size: 3 } });
  assert.deepEqual(graph.get('front')?.inputs.graph.uses.shop?.ports, { http: 8082 });
  assert.equal(graph.get('shop')?.inputs.graph.jobs?.['shop-setup']?.answers?.endpoint?.host, 'store-3');
  assert.ok(!('jobs' in (graph.get('front')?.inputs.graph ?? {})));
});

test('a job is a caller under its own name, in the tier of its app; a contract without access is used', () => {
  const graph = linked([front, own, provider]);
  assert.deepEqual(graph.get('store')?.inputs.graph.usedBy, [{ app: 'shop-setup', tier: 'backend', port: 'use' }]);
});

test('an app sees the facts that it collects, with who declares them, and no others', () => {
  const [page, other] = [fact<string>('page'), fact<string>('other')];
  const declares = () => [declare(page, 'Hello'), declare(other, 'Bye')];
  const index = exampleApp(app('index', 'media', []), { collects: [page] });
  const graph = linked([index, exampleApp(shop, { declares })]);
  const inputs = graph.get('index')?.inputs;
  assert.ok(inputs);
  assert.deepEqual(collected(inputs, page), [{ app: 'shop', tier: 'backend', value: 'Hello' }]);
  assert.deepEqual(collected(inputs, other), []);
  assert.equal(graph.get('shop')?.inputs.collected, undefined);
});

test('an app sees the facts of operators too, by the facts of the cluster', () => {
  const page = fact<string>('page');
  const index = exampleApp(app('index', 'media', []), { collects: [page] });
  const operator = exampleOperator('databases', { declares: ({ cloud }) => [declare(page, cloud)] });
  const inputs = linked([index], {}, [operator, exampleOperator('others')]).get('index')?.inputs;
  assert.deepEqual(inputs && collected(inputs, page), [{ app: 'databases', tier: operator.namespace, value: 'aws' }]);
});

test('a provider without read-only copies has nothing to follow', () => {
  const [active, standby] = (['active', 'standby'] as const).map((role) =>
    exampleCluster('aws', { name: role, role, data: { answers: { provider: 'inside' } } } as object),
  );
  assert.ok(active && standby);
  const environment = exampleEnvironment([active, standby]);
  assert.equal(replicationAt(provider, { layer: 'cluster', environment, cluster: standby }), undefined);
});

test('an app waits for the database that is handed over, and an app that uses another runs', () => {
  const handing = usersProvider({ onStandby: 'replica', handover: () => ({ to: 'standby' }) });
  const apps = [
    exampleApp(app('writer', 'backend', []), { uses: { users: users.readWrite } }),
    exampleApp(app('reader', 'backend', []), { uses: { users: users.readOnly } }),
    exampleApp(app('asker', 'backend', []), { uses: { answers: answers.use } }),
    handing,
    provider,
  ];
  const data = { users: { provider: 'operator' }, answers: { provider: 'inside' } };
  const clusters = (['active', 'standby'] as const).map((role) =>
    exampleCluster('aws', { name: role, role, data } as object),
  );
  const environment = exampleEnvironment(clusters);
  const [cluster] = clusters;
  assert.ok(cluster);
  const catalogue = { apps, contracts: [users.contract, answers.contract] };
  const graph = link(catalogue, exampleFleet([]), { layer: 'cluster', environment, cluster });
  assert.deepEqual([...graph.keys()], ['reader', 'asker', 'users-database', 'store']);
});

test('an app that waits keeps its first reason, also when an app that it calls waits too', () => {
  const other = app('other', 'backend', ['http']);
  const caller = exampleApp(shop, { uses: { answers: answers.use, other: calls(other, 'http') } });
  const apps = [caller, exampleApp(other, { uses: { answers: answers.use } }), provider];
  const cluster = exampleCluster('aws', { role: 'standby', data: { answers: { provider: 'inside' } } } as object);
  const environment = exampleEnvironment([cluster]);
  const { waiting } = runningAt({ apps, contracts: [answers.contract] }, { layer: 'cluster', environment, cluster });
  const why = 'answers is on the active cluster alone';
  assert.deepEqual(
    [...waiting].map(([{ name }, reason]) => [name, reason]),
    [
      ['store', why],
      ['shop', why],
      ['other', why],
    ],
  );
});

test('what lower layers are rendered for is fixed and complete, and exists nowhere', () => {
  assert.deepEqual(referenceCluster, {
    name: 'reference',
    cloud: 'aws',
    account: '000000000000',
    region: 'reference-1',
    zones: ['reference-1a', 'reference-1b', 'reference-1c'],
    kubernetes: '1.35',
    role: 'active',
    controlPlane: { networks: ['10.0.0.0/16'], port: 443 },
    privateEndpoints: [],
    gateway: 'istio',
    loadBalancer: { addresses: [] },
    nodes: { general: { cpu: '8', memory: '32Gi', maxPerZone: 10 } },
    provided: ['metrics-server'],
    identities: {},
  });
  assert.deepEqual(referenceEnvironment, {
    name: 'reference',
    domain: 'reference.invalid',
    secretPrefix: 'reference',
  });
});
