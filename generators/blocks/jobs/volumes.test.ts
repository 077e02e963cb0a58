import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ofKind } from '../../testing/golden.ts';
import { app } from '../../testing/names.ts';
import { rendered } from '../../testing/rendered.ts';
import { exampleRuntime } from '../../testing/runtime.ts';
import { exampleSpec } from '../../testing/spec.ts';
import type { Part } from '../part.ts';
import { service } from '../service.ts';
import { singleService } from '../singleService.ts';
import { initContainer } from '../workload/companion.ts';
import { readOnly, type Volumes, volume } from '../workload/volume.ts';
import { job } from './job.ts';
import { every, type JobSpec } from './spec.ts';

const shop = app('shop', 'backend', ['http']);
const image = 'registry.example.com/setup:1';
const { user, group } = exampleRuntime;
const library = volume('library', '1Ti', { writers: 'many' });
const journal = volume('journal', '20Gi', { writers: 'node' });

const scan = (volumes: NonNullable<JobSpec['volumes']>, changes: Partial<JobSpec> = {}) =>
  job(shop, {
    name: 'shop-scan',
    when: every('0 3 * * *'),
    runtime: () => ({ image, user, group, ports: {} }),
    images: {},
    uses: {},
    resources: { cpu: '50m', memory: '64Mi' },
    minutes: 1,
    retries: 0,
    volumes,
    ...changes,
  } as Parameters<typeof job<JobSpec['uses'], never>>[1]);

const { scale, ...common } = exampleSpec;
const shared = (...parts: Part[]) =>
  service(shop, { ...common, scale, uses: {}, volumes: { '/data': library }, parts });
const single = (volumes: Volumes, ...parts: Part[]) => singleService(shop, { ...common, uses: {}, volumes, parts });

function objectsOf(own: ReturnType<typeof shared>, cluster: object = {}) {
  return rendered('shop', { apps: [own], contracts: [] }, { cluster });
}

/** The pod of a workload, a Job or a CronJob. */
function podOf(objects: ReturnType<typeof objectsOf>, name: string) {
  const found = objects.find(
    ({ kind, metadata }) => ['Deployment', 'StatefulSet', 'Job', 'CronJob'].includes(kind) && metadata.name === name,
  );
  const spec = found?.spec as { jobTemplate?: { spec: object } } | undefined;
  const { template } = (spec?.jobTemplate?.spec ?? spec) as { template: { spec: Record<string, unknown> } };
  return template.spec;
}

test('a job mounts a volume of its app where it likes, to write or to read, on any node', () => {
  const objects = objectsOf(shared(scan({ '/import': library, '/data': readOnly(library) })));
  const pod = podOf(objects, 'shop-scan');
  const [container] = pod.containers as { volumeMounts: object[] }[];
  assert.deepEqual(container?.volumeMounts, [
    { name: 'import', mountPath: '/import' },
    { name: 'data', mountPath: '/data', readOnly: true },
  ]);
  const persistentVolumeClaim = { claimName: 'shop-library' };
  assert.deepEqual(pod.volumes, [
    { name: 'import', persistentVolumeClaim },
    { name: 'data', persistentVolumeClaim },
  ]);
  assert.equal(pod.affinity, undefined);
  assert.equal(podOf(objects, 'shop').affinity, undefined);
});

test('what runs beside a job shares its volumes, read-only where the job has them so', () => {
  const reader = initContainer({ name: 'reader', image, resources: { cpu: '1m', memory: '1Mi' }, shares: ['/data'] });
  const pod = podOf(objectsOf(shared(scan({ '/data': readOnly(library) }, { beside: [reader] }))), 'shop-scan');
  const [init] = pod.initContainers as { volumeMounts: object[] }[];
  assert.deepEqual(init?.volumeMounts, [{ name: 'data', mountPath: '/data', readOnly: true }]);
});

test('jobs that mount a disk are on the node of the app’s pod, and it on theirs: each term selects all of them', () => {
  const prune = scan({ '/journal': journal }, { name: 'shop-prune' });
  const apart = scan({ '/data': library }, { name: 'shop-apart' });
  const volumes = { '/journal': journal, '/data': library };
  const objects = objectsOf(single(volumes, scan({ '/journal': readOnly(journal) }), prune, apart));
  const values = ['shop', 'shop-scan', 'shop-prune'];
  const labelSelector = { matchExpressions: [{ key: 'app.kubernetes.io/name', operator: 'In', values }] };
  const term = { labelSelector, topologyKey: 'kubernetes.io/hostname' };
  const affinity = { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
  for (const name of values) assert.deepEqual(podOf(objects, name).affinity, affinity, name);
  assert.equal(podOf(objects, 'shop-apart').affinity, undefined);
  const modes = ofKind(objects, 'PersistentVolumeClaim').map(({ metadata, spec }) => [
    metadata.name,
    (spec as { accessModes: string[] }).accessModes.join(),
    (spec as { storageClassName: string }).storageClassName,
  ]);
  assert.deepEqual(modes, [
    ['shop-journal', 'ReadWriteOnce', 'zonal-ssd'],
    ['shop-library', 'ReadWriteMany', 'shared-files'],
  ]);
});

test('a job on the node of its app goes to the class of nodes of its app', () => {
  const taints = [{ key: 'example.com/for', value: 'few', effect: 'NoSchedule' as const }];
  const cluster = {
    nodes: {
      general: { cpu: '4', memory: '16Gi', maxPerZone: 4 },
      few: { cpu: '4', memory: '16Gi', maxPerZone: 4, taints },
    },
    apps: { shop: { nodes: 'few' } },
  };
  const volumes = { '/journal': journal, '/data': library };
  const apart = scan({ '/data': library }, { name: 'shop-apart' });
  const objects = objectsOf(single(volumes, scan({ '/journal': journal }), apart), cluster);
  const { nodeSelector, tolerations } = podOf(objects, 'shop');
  assert.deepEqual(nodeSelector, { 'nodes.gitops.dev/class': 'few' });
  assert.deepEqual(podOf(objects, 'shop-scan').nodeSelector, nodeSelector);
  assert.deepEqual(podOf(objects, 'shop-scan').tolerations, tolerations);
  assert.equal(podOf(objects, 'shop-apart').nodeSelector, undefined);
});

test('what a job mounts before the roll-out is claimed in its wave: neither waits for the other', () => {
  const waves = (own: ReturnType<typeof shared>) =>
    ofKind(objectsOf(own), 'PersistentVolumeClaim').map(({ metadata }) => [
      metadata.name,
      metadata.annotations?.['argocd.argoproj.io/sync-wave'],
    ]);
  const volumes = { '/journal': journal, '/data': library };
  assert.deepEqual(waves(single(volumes, scan({ '/journal': journal }, { when: 'before' }))), [
    ['shop-journal', '-1'],
    ['shop-library', undefined],
  ]);
  assert.deepEqual(waves(shared(scan({ '/data': library }, { when: 'after' }))), [['shop-library', undefined]]);
  const nothing = scan({ '/data': library }, { when: 'before', runtime: () => undefined });
  assert.deepEqual(waves(shared(nothing)), [['shop-library', undefined]], 'no job, and nothing else in that wave');
});
