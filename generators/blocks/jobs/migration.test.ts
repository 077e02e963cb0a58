import assert from 'node:assert/strict';
import { test } from 'node:test';
import { link } from '../../link/link.ts';
import type { Environment } from '../../model/fleet.ts';
import type { Resource } from '../../model/resource.ts';
import { catalogue } from '../../testing/catalogue.ts';
import { exampleCluster } from '../../testing/clusters.ts';
import { exampleEnvironment } from '../../testing/environment.ts';
import { fleetSettings } from '../../testing/fleetSettings.ts';
import { names, users } from '../../testing/names.ts';
import { exampleRuntime } from '../../testing/runtime.ts';
import { exampleSpec } from '../../testing/spec.ts';
import { externalUsers } from '../../testing/usersDatabase.ts';
import { exampleWorkload } from '../../testing/workload.ts';
import type { Workload } from '../workload/workload.ts';
import { migration } from './migration.ts';

function renderWith(images: Environment['images']): readonly Resource[] {
  const cluster = exampleCluster('aws', { data: { users: externalUsers } });
  const environment = { ...exampleEnvironment([cluster]), images };
  const graph = link(catalogue, { settings: fleetSettings }, { layer: 'cluster', environment, cluster });
  const linked = graph.get('api');
  assert.ok(linked);
  return linked.app.render(linked.inputs);
}

const own = { api: 'registry.example.com/api:2' };
const ofMigration = (objects: readonly Resource[]) =>
  objects.filter(({ metadata }) => metadata.name.startsWith('api-migration'));

test('nothing migrates while something stands in for the company’s own image', () => {
  assert.deepEqual(ofMigration(renderWith({})), []);
});

test('an app whose image is not the company’s own has no migration', () => {
  const { images, objects, jobs } = migration({
    database: users.direct,
    minutes: 1,
    resources: exampleSpec.resources,
  })({ app: names.api, runtime: exampleRuntime, priority: exampleSpec.priority, volumes: {} });
  const inputs = { images: { api: exampleRuntime.image } } as unknown as Workload['inputs'];
  assert.deepEqual([images, jobs?.(inputs.images), objects?.({ ...exampleWorkload, inputs })], [{}, [], []]);
  assert.deepEqual(jobs?.({}), []);
});

test('the own image migrates before its roll-out; what the job needs is there a wave earlier', () => {
  const objects = ofMigration(renderWith(own));
  const waves = objects.map(({ kind, metadata }) => [kind, metadata.annotations?.['argocd.argoproj.io/sync-wave']]);
  assert.deepEqual(waves, [
    ['Job', '-1'],
    ['ConfigMap', '0'],
    ['ServiceAccount', '-2'],
    ['NetworkPolicy', '-2'],
    ['ExternalSecret', '-2'],
  ]);
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
      name: 'api-migration',
      image: own.api,
      imagePullPolicy: 'IfNotPresent',
      command: ['/app/migrate'],
      envFrom: [{ secretRef: { name: 'api-migration' } }],
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
    return kind !== 'Job' && metadata.name === 'api' && selector ? [selector.matchLabels ?? selector] : [];
  });
  assert.equal(selectors.length, 3);
  for (const selector of selectors) {
    assert.ok(Object.entries(selector).some(([key, value]) => labels[key] !== value));
  }
});
