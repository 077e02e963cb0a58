import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { linkCluster } from '../link/clusters.ts';
import { collected, declare, fact } from '../model/fact.ts';
import type { Environment } from '../model/fleet.ts';
import { type Resource, resource } from '../model/resource.ts';
import type { Cluster, FleetSettings } from '../model/settings/index.ts';
import { exampleClusters } from '../testing/clusters.ts';
import { app } from '../testing/names.ts';
import { priorities } from '../testing/priorities.ts';
import { open, route } from './gateways/route.ts';
import { publicRoute } from './gateways/routes.ts';
import { calls } from './names.ts';
import type { Part } from './part.ts';
import { clusterApp } from './platform/clusterApp.ts';
import type { Runtime } from './runtime.ts';
import { cpu } from './scaling/scale.ts';
import { service } from './service.ts';
import { here } from './source.ts';
import type { PodSettings } from './workload/workload.ts';

const runtime: Runtime<'http'> = {
  image: 'registry.example.com/shop:1',
  user: 1000,
  group: 1000,
  ports: { http: 8080 },
  startup: { port: 'http', path: '/' },
  readiness: { port: 'http', path: '/' },
  liveness: { port: 'http', path: '/' },
  memory: { idle: '32Mi', source: 'https://example.com/sizes' },
  drainSeconds: 1,
};
const common = {
  source: here(import.meta),
  runtime,
  scale: { min: 1, max: 2, on: [cpu(70)] },
  resources: { cpu: '100m', memory: '64Mi' },
  priority: priorities.standard,
} as const;
const config = (name: string, namespace: string, data: Record<string, string>): Resource =>
  resource({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data });

const back = app('back', 'backend', ['http']);
const front = app('front', 'media', ['http']);
const closed = app('closed', 'backend', ['http']);

/** What runs in a cluster of AWS, rendered, by app. */
function rendered(
  apps: Parameters<typeof linkCluster>[0]['apps'],
  settings: Cluster['apps'] = {},
  facts: Partial<Cluster> = {},
) {
  const cluster = { ...exampleClusters.aws, ...facts, apps: settings } as Cluster;
  const environment = {
    name: 'test',
    settings: { domain: 'example.com', secretPrefix: 'test', clusters: [cluster] },
    images: {},
  } as unknown as Environment;
  const fleet = { name: 'shop' } as unknown as FleetSettings;
  const { graph } = linkCluster({ apps, contracts: [] }, { settings: fleet }, environment, cluster);
  return new Map([...graph.values()].map(({ app, inputs }) => [app.name, app.render(inputs)]));
}

const way = route<'http'>('api', '/v1', { auth: open('A test.') });

/** What exists once in a cluster and lists the ports behind its routes: all of a collecting app. */
const directory = clusterApp('directory', {
  source: here(import.meta),
  stage: 'gateways',
  settings: Type.Object({}),
  collects: [publicRoute],
  parts: [
    ({ inputs }) => {
      const ports = collected(inputs, publicRoute).map(
        ({ app, value }) => [app, String(value.paths[0]?.port)] as const,
      );
      return [config('ports', 'gateways', Object.fromEntries(ports))];
    },
  ],
});

test('what exists once in a cluster sees what the running apps declare, and nothing of those that are off', () => {
  const apps = [
    directory,
    service(back, { ...common, routes: [way], uses: {} }),
    service(front, { ...common, routes: [way], uses: {} }),
    service(closed, { ...common, uses: {} }),
  ];
  const data = (settings?: Cluster['apps']) => rendered(apps, settings).get('directory')?.[0]?.data;
  assert.deepEqual(data(), { back: '8080', front: '8080' });
  assert.deepEqual(data({ front: { enabled: false } }), { back: '8080' });
});

test('an app with pods collects too, and reads what it needs of others from a file', () => {
  const list = service(app('list', 'backend', []), {
    ...common,
    uses: {},
    collects: [publicRoute],
    files: ({ inputs }) => ({
      '/etc/list': {
        routes: collected(inputs, publicRoute)
          .map(({ app }) => app)
          .join(),
      },
    }),
  });
  const objects = rendered([list, service(back, { ...common, routes: [way], uses: {} })]).get('list');
  const found = objects?.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'list-documents');
  assert.deepEqual(found?.data, { routes: 'back' });
});

test('a service for one gateway says so', () => {
  assert.deepEqual(service(back, { ...common, uses: {}, gateways: ['istio'] }).gateways, ['istio']);
  assert.equal(service(back, { ...common, uses: {} }).gateways, undefined);
});

test('apps with routes let in the pods of the gateway, and nobody else of its namespace', () => {
  const apps = [
    directory,
    service(back, { ...common, routes: [way], uses: {} }),
    service(closed, { ...common, uses: {} }),
  ];
  const objects = rendered(apps);
  const callersOf = (name: string) => {
    const policy = objects.get(name)?.find(({ kind }) => kind === 'NetworkPolicy');
    return (policy?.spec as { ingress?: readonly unknown[] }).ingress ?? [];
  };
  assert.deepEqual(callersOf('back'), [
    {
      from: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateways' } },
          podSelector: { matchLabels: { 'app.kubernetes.io/name': 'gateway' } },
        },
      ],
      ports: [{ port: 8080, protocol: 'TCP' }],
    },
  ]);
  assert.deepEqual(callersOf('closed'), []);
});

test('who collects nothing has nothing of other apps in its inputs', () => {
  const cluster = { ...exampleClusters.aws } as Cluster;
  const environment = { name: 'test', settings: { clusters: [cluster] }, images: {} } as unknown as Environment;
  const apps = [directory, service(back, { ...common, routes: [way], uses: {} })];
  const { graph } = linkCluster({ apps, contracts: [] }, { settings: {} as FleetSettings }, environment, cluster);
  assert.equal(graph.get('back')?.inputs.collected, undefined);
  const [known] = graph.get('directory')?.inputs.collected?.['public-route'] ?? [];
  assert.partialDeepStrictEqual(known, { app: 'back', tier: 'backend', value: { name: 'back-v1' } });
});

/** A kind of part nobody has thought of yet: a page for people, with a setting, an edge, variables, an object and a fact. */
const page = fact<{ readonly title: string }>('page');
const withPage =
  (title: string): Part =>
  ({ app }) => ({
    settings: { title: Type.String({ default: title, description: 'The heading of the page.' }) },
    uses: { pageSource: calls(back, 'http') },
    env: ({ graph }) => ({ PAGE_TITLE: title, PAGE_SOURCES: Object.keys(graph.uses).join() }),
    declares: () => [declare(page, { title })],
    objects: ({ owner, settings }) => [
      config(`${app.name}-page`, owner.namespace, { title: (settings as PodSettings & { title: string }).title }),
    ],
  });

test('a new kind of part brings its settings, edges, variables, objects and facts, and changes nothing else', () => {
  const index = clusterApp('index', {
    source: here(import.meta),
    stage: 'gateways',
    settings: Type.Object({}),
    collects: [page],
    parts: [({ inputs }) => collected(inputs, page).map(({ app, value }) => config(app, 'pages', { ...value }))],
  });
  const apps = [
    index,
    service(back, { ...common, uses: {} }),
    service(front, { ...common, uses: {}, parts: [withPage('Hello')] }),
  ];
  const objects = rendered(apps, { front: { title: 'Welcome' } });
  const named = (app: string, kind: string, name: string) =>
    objects.get(app)?.find((one) => one.kind === kind && one.metadata.name === name);
  assert.deepEqual(named('front', 'ConfigMap', 'front-page')?.data, { title: 'Welcome' });
  assert.deepEqual(named('index', 'ConfigMap', 'front')?.data, { title: 'Hello' });
  assert.deepEqual(named('front', 'ConfigMap', 'front')?.data, { PAGE_TITLE: 'Hello', PAGE_SOURCES: 'pageSource' });
  assert.match(JSON.stringify(named('front', 'NetworkPolicy', 'front')), /"app.kubernetes.io\/name":"back"/);
  assert.match(JSON.stringify(named('back', 'NetworkPolicy', 'back')), /"app.kubernetes.io\/name":"front"/);
});

test('two parts that add the same setting are refused', () => {
  assert.throws(() => service(front, { ...common, uses: {}, parts: [withPage('One'), withPage('Two')] }), {
    name: 'Failure',
    message: /Two parts of .* have the setting title/,
  });
});
