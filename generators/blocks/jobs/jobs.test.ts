import assert from 'node:assert/strict';
import { test } from 'node:test';
import { link } from '../../link/link.ts';
import type { Environment } from '../../model/fleet.ts';
import type { Resource } from '../../model/resource.ts';
import type { Cluster } from '../../model/settings/index.ts';
import { database, app as named } from '../names.ts';
import { exampleClusters, exampleInputs } from '../platform/examples.ts';
import type { OwnImage, Runtime } from '../runtime.ts';
import { cpu } from '../scaling/scale.ts';
import { service } from '../service.ts';

const probe = { port: 'http', path: '/' };
const runtime: Runtime<'http'> = {
  image: '',
  user: 10001,
  group: 10001,
  ports: { http: 8080 },
  startup: probe,
  readiness: probe,
  liveness: probe,
  writable: { '/tmp': '64Mi' },
  drainSeconds: 1,
};
const image: OwnImage<'http'> = { own: runtime, standIn: { ...runtime, image: 'registry.example.com/stand-in:1' } };
const users = database('users');
const shop = service(named('shop', 'backend', ['http']), {
  source: 'apps/shop.ts',
  runtime: image,
  scale: { min: 2, max: 4, on: [cpu(70)] },
  resources: { cpu: '100m', memory: '128Mi' },
  priority: 'standard',
  uses: { users: users.readWrite },
  env: ({ uses }) => ({ DATABASE_URL: uses.users.url }),
  migrate: { database: users.direct, minutes: 5, resources: { cpu: '100m', memory: '64Mi' } },
});

const provider = {
  provider: 'external',
  host: 'pooler.example.com',
  database: 'users',
  secret: 'users',
  networks: ['10.9.0.0/16'],
};
function renderWith(images: Environment['images']): readonly Resource[] {
  const cluster = { ...exampleClusters.aws, data: { users: provider } } as Cluster;
  const environment: Environment = {
    name: 'test',
    file: 'f',
    settings: { domain: 'example.com', secretPrefix: 'test', clusters: [cluster] },
    imagesFile: 'f',
    images,
  };
  const { fleet } = exampleInputs(shop, cluster);
  const graph = link(
    { apps: [shop], contracts: [users.contract] },
    { settings: fleet },
    { layer: 'cluster', environment, cluster },
  );
  const linked = graph.get('shop');
  assert.ok(linked);
  return shop.render(linked.inputs);
}

const own = { shop: 'registry.example.com/shop:2' };
const ofMigration = (objects: readonly Resource[]) =>
  objects.filter(({ metadata }) => metadata.name.startsWith('shop-migration'));

test('nothing migrates while something stands in for the company’s own image', () => {
  assert.deepEqual(ofMigration(renderWith({})), []);
});

test('the own image migrates before its roll-out; what the job needs is there a wave earlier', () => {
  const objects = ofMigration(renderWith(own));
  assert.deepEqual(
    objects.map(({ kind, metadata }) => [kind, metadata.annotations?.['argocd.argoproj.io/sync-wave']]),
    [
      ['Job', '-1'],
      ['ConfigMap', '0'],
      ['ServiceAccount', '-2'],
      ['NetworkPolicy', '-2'],
      ['ExternalSecret', '-2'],
    ],
  );
});

test('a migration that fails is over: after three tries, or after its time', () => {
  const [job] = ofMigration(renderWith(own));
  const spec = job?.spec as {
    backoffLimit: number;
    activeDeadlineSeconds: number;
    template: { metadata: { labels: Record<string, string> }; spec: { restartPolicy: string; containers: object[] } };
  };
  assert.deepEqual(
    { limit: spec.backoffLimit, seconds: spec.activeDeadlineSeconds, restart: spec.template.spec.restartPolicy },
    { limit: 2, seconds: 300, restart: 'Never' },
  );
  assert.deepEqual(spec.template.spec.containers, [
    {
      name: 'shop-migration',
      image: own.shop,
      imagePullPolicy: 'IfNotPresent',
      command: ['/app/migrate'],
      envFrom: [{ secretRef: { name: 'shop-migration' } }],
      resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '400m', memory: '64Mi' } },
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      },
      volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
    },
  ]);
});

test('neither the Service nor the disruption budget of the app means the pods of its job', () => {
  const objects = renderWith(own);
  const job = objects.find(({ kind }) => kind === 'Job');
  const { labels } = (job?.spec as { template: { metadata: { labels: Record<string, string> } } }).template.metadata;
  const selectors = objects.flatMap(({ kind, metadata, spec }) => {
    const { selector } = (spec ?? {}) as { selector?: { matchLabels?: Record<string, string> } };
    return kind !== 'Job' && metadata.name === 'shop' && selector ? [selector.matchLabels ?? selector] : [];
  });
  assert.equal(selectors.length, 3);
  for (const selector of selectors) {
    assert.ok(Object.entries(selector).some(([key, value]) => labels[key] !== value));
  }
});
