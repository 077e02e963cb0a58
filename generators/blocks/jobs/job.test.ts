import assert from 'node:assert/strict';
import { test } from 'node:test';
import { golden, ofKind, shown } from '../../testing/golden.ts';
import { app, users } from '../../testing/names.ts';
import { rendered } from '../../testing/rendered.ts';
import { exampleRuntime } from '../../testing/runtime.ts';
import { exampleSpec } from '../../testing/spec.ts';
import { externalUsers } from '../../testing/usersDatabase.ts';
import { calls, cloudIdentity, imageRegistry, random } from '../names.ts';
import type { Part } from '../part.ts';
import { service } from '../service.ts';
import { job } from './job.ts';
import { every, type JobSpec } from './spec.ts';

const shop = app('shop', 'backend', ['http'], { password: random() });
const image = 'registry.example.com/setup:1';

const runtime = { image, user: 20001, group: 20002, ports: {}, undigested: 'Why.' };
const common = { name: 'shop-setup', images: { setup: image }, resources: { cpu: '50m', memory: '64Mi' } };

/** A service with this job. */
function renderWith(setup: Part) {
  const own = service(shop, { ...exampleSpec, uses: {}, parts: [setup] });
  const catalogue = { apps: [own], contracts: [users.contract] };
  const objects = rendered('shop', catalogue, { cluster: { data: { users: externalUsers } } });
  return { own, objects, ofJob: objects.filter(({ metadata }) => metadata.name.startsWith('shop-setup')) };
}

/** A job that has all that a job can have. */
const full = (when: JobSpec['when']) =>
  renderWith(
    job(shop, {
      ...common,
      when,
      runtime: (images) => ({ ...runtime, image: images.setup ?? '' }),
      uses: { shop: calls(shop, 'http'), users: users.direct },
      minutes: 7,
      retries: 4,
      command: ['/setup', '--all'],
      env: ({ uses, own, settings }) => ({
        DATABASE_URL: uses.users.url,
        PASSWORD: own('password'),
        MIN: String((settings.scale as { min: number }).min),
      }),
      files: ({ uses, inputs }) => ({
        '/etc/setup': { 'shop.txt': uses.shop.url },
        '/etc/more': { 'more.txt': inputs.environment.name },
      }),
    }),
  );

test('a job acts as its own cloud identity, as an app does; the cluster names it by the name of the job', () => {
  const acting = job(shop, {
    ...common,
    when: 'after',
    runtime: () => runtime,
    uses: { identity: cloudIdentity },
    minutes: 1,
    retries: 0,
  });
  const own = service(shop, { ...exampleSpec, uses: {}, parts: [acting] });
  assert.deepEqual(own.identities, ['shop-setup']);
  const identity = '6b0e2f10-0000-4000-8000-000000000010';
  const cluster = { identities: { 'shop-setup': identity } };
  const objects = rendered('shop', { apps: [own], contracts: [] }, { cloud: 'azure', cluster });
  const find = (kind: string) => ofKind(objects, kind).find(({ metadata }) => metadata.name === 'shop-setup');
  assert.equal(find('ServiceAccount')?.metadata.annotations?.['azure.workload.identity/client-id'], identity);
  const { template } = find('Job')?.spec as { template: { metadata: { labels: Record<string, string> } } };
  assert.equal(template.metadata.labels['azure.workload.identity/use'], 'true');
  const [account] = ofKind(objects, 'ServiceAccount').filter(({ metadata }) => metadata.name === 'shop');
  assert.equal(account?.metadata.annotations, undefined);
});

/** A job that has nothing but an image, if that. */
const bare = (own: typeof runtime | undefined) =>
  renderWith(job(shop, { ...common, when: 'after', runtime: () => own, uses: {}, minutes: 1, retries: 0 }));

/**
 * Fields by https://kubernetes.io/docs/concepts/workloads/controllers/job/; hooks by
 * https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/.
 */
const expected = `
apiVersion: batch/v1
kind: Job
metadata:
  name: shop-setup
  annotations:
    argocd.argoproj.io/hook: Sync
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation
    argocd.argoproj.io/sync-wave: "1"
    exception.gitops.dev/image-pinned: Why.
spec:
  backoffLimit: 4
  activeDeadlineSeconds: 420
  podFailurePolicy:
    rules: [{ action: Ignore, onPodConditions: [{ type: DisruptionTarget, status: "True" }] }]
  template:
    metadata:
      labels:
        app.kubernetes.io/name: shop-setup
        app.kubernetes.io/component: backend
        app.kubernetes.io/part-of: shop
        app.kubernetes.io/managed-by: argocd
    spec:
      restartPolicy: Never
      serviceAccountName: shop-setup
      automountServiceAccountToken: false
      enableServiceLinks: false
      priorityClassName: shop-standard
      terminationGracePeriodSeconds: 30
      securityContext:
        runAsNonRoot: true
        runAsUser: 20001
        runAsGroup: 20002
        fsGroup: 20002
        fsGroupChangePolicy: OnRootMismatch
        seccompProfile: { type: RuntimeDefault }
      containers:
        - name: shop-setup
          image: registry.example.com/setup:1
          imagePullPolicy: IfNotPresent
          command: [/setup, --all]
          envFrom:
            - configMapRef: { name: shop-setup }
            - secretRef: { name: shop-setup }
          resources:
            requests: { cpu: 50m, memory: 64Mi }
            limits: { cpu: 200m, memory: 64Mi }
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: { drop: [ALL] }
          volumeMounts:
            - { name: etc-setup, mountPath: /etc/setup, readOnly: true }
            - { name: etc-more, mountPath: /etc/more, readOnly: true }
      volumes:
        - name: etc-setup
          configMap:
            { name: shop-setup-documents, items: [{ key: shop.txt, path: shop.txt }], defaultMode: 292 }
        - name: etc-more
          configMap:
            { name: shop-setup-documents, items: [{ key: more.txt, path: more.txt }], defaultMode: 292 }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: shop-setup }
automountServiceAccountToken: false
---
apiVersion: v1
kind: ConfigMap
metadata: { name: shop-setup }
data: { MIN: "2" }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: shop-setup-documents }
data: { shop.txt: "http://shop.backend.svc.cluster.local:8080", more.txt: test }
`;

test('a job after the roll-out is these objects, and has an account and configuration of its own', () => {
  const { ofJob } = full('after');
  const others = ofJob.filter(
    ({ kind, metadata }) => !['NetworkPolicy', 'ExternalSecret'].includes(kind) && !metadata.name.endsWith('completed'),
  );
  assert.deepEqual(shown(others), golden(expected));
});

test('every object of a job is in the namespace of its app and has labels of the job', () => {
  const { ofJob } = full('after');
  for (const { kind, metadata } of ofJob) {
    assert.deepEqual(
      [metadata.namespace, metadata.labels],
      [
        'backend',
        {
          'app.kubernetes.io/name': 'shop-setup',
          'app.kubernetes.io/component': 'backend',
          'app.kubernetes.io/part-of': 'shop',
          'app.kubernetes.io/managed-by': 'argocd',
        },
      ],
      kind,
    );
  }
});

test('a job opens the way to what it uses and is let in there; nobody reaches the job', () => {
  const { objects, ofJob } = full('after');
  const [policy] = ofKind(ofJob, 'NetworkPolicy');
  const { podSelector, ingress, egress } = policy?.spec as Record<string, object[]>;
  assert.deepEqual(podSelector, { matchLabels: { 'app.kubernetes.io/name': 'shop-setup' } });
  assert.equal(ingress, undefined);
  assert.match(JSON.stringify(egress), /"10\.20\.0\.0\/16"/);
  const ofApp = ofKind(objects, 'NetworkPolicy').find(({ metadata }) => metadata.name === 'shop')?.spec;
  assert.match(JSON.stringify(ofApp), /"from":\[\{[^\]]*"app.kubernetes.io\/name":"shop-setup"/);
  assert.doesNotMatch(JSON.stringify(ofApp), /"10\.20\.0\.0\/16"/);
});

test('a job fetches its own secrets, those of the app’s entry included, and the app fetches none of them', () => {
  const { objects, ofJob } = full('after');
  const [secret] = ofKind(ofJob, 'ExternalSecret');
  const { target, data } = secret?.spec as {
    target: { template: { data: object } };
    data: { remoteRef: { key: string } }[];
  };
  assert.deepEqual(Object.keys(target.template.data), ['DATABASE_URL', 'PASSWORD']);
  assert.deepEqual(
    data.map(({ remoteRef }) => remoteRef.key),
    ['test-shop', 'users-database', 'users-database'],
  );
  assert.equal(ofKind(objects, 'ExternalSecret').length, 1);
});

for (const [when, waves] of [
  ['before', { Job: '-1', ServiceAccount: '-2', NetworkPolicy: '-2', ConfigMap: '-2', ExternalSecret: '-2' }],
  [
    'after',
    { Job: '1', ServiceAccount: undefined, NetworkPolicy: undefined, ConfigMap: undefined, ExternalSecret: undefined },
  ],
] as const) {
  test(`a job ${when} the roll-out runs in wave ${waves.Job}, what it needs is there before, and completion comes next`, () => {
    for (const { kind, metadata } of full(when).ofJob) {
      const wave = metadata.annotations?.['argocd.argoproj.io/sync-wave'];
      const completed = metadata.name === 'shop-setup-completed';
      assert.equal(wave, completed ? String(Number(waves.Job) + 1) : waves[kind as 'Job'], metadata.name);
    }
  });
}

test('a job has the image that the environment names, and none of its objects where there is nothing to run', () => {
  const { own, objects } = full('after');
  assert.deepEqual(own.images, { shop: exampleRuntime.image, setup: image });
  assert.deepEqual(
    own.jobs?.({}).map(({ name }) => name),
    ['shop-setup'],
  );
  assert.equal(ofKind(objects, 'Job').length, 1);
  const nothing = bare(undefined);
  assert.deepEqual([nothing.own.jobs?.({}), nothing.ofJob], [[], []]);
});

test('a job without configuration, secrets, documents and command has none of them', () => {
  const { ofJob } = bare(runtime);
  assert.deepEqual(
    ofJob.map(({ kind, metadata }) => `${kind}/${metadata.name}`),
    ['Job/shop-setup', 'ConfigMap/shop-setup-completed', 'ServiceAccount/shop-setup', 'NetworkPolicy/shop-setup'],
  );
  const { template } = ofJob[0]?.spec as { template: { spec: { containers: object[]; volumes?: object } } };
  const [container] = template.spec.containers;
  for (const key of ['envFrom', 'command', 'volumeMounts']) assert.ok(!(key in (container ?? {})), key);
  assert.ok(!('volumes' in template.spec));
});

for (const [title, when, suspend, schedule] of [
  ['by the clock', every('30 3 * * *'), false, '30 3 * * *'],
  ['whenever a person starts it', 'once', true, '0 0 1 1 *'],
] as const) {
  test(`a job ${title} is a CronJob that no sync runs, beside what it needs`, () => {
    const { ofJob } = full(when);
    assert.deepEqual(
      ofJob.map(({ kind }) => kind),
      ['CronJob', 'ServiceAccount', 'NetworkPolicy', 'ConfigMap', 'ConfigMap', 'ExternalSecret'],
    );
    for (const { metadata } of ofJob) assert.equal(metadata.annotations?.['argocd.argoproj.io/sync-wave'], undefined);
    const [cron] = ofJob;
    assert.equal(cron?.metadata.annotations?.['argocd.argoproj.io/hook'], undefined);
    const { jobTemplate, ...spec } = cron?.spec as { jobTemplate: { metadata: object; spec: unknown } };
    assert.deepEqual(spec, {
      schedule,
      timeZone: 'Etc/UTC',
      suspend,
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 600,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
    });
    assert.deepEqual(jobTemplate.spec, full('after').ofJob[0]?.spec, 'a run of it is what a job at a sync is');
  });
}

test('a job reads secret files and pulls its image as its app does', () => {
  const { ofJob } = renderWith(
    job(shop, {
      ...common,
      when: 'once',
      runtime: () => ({ ...runtime, image: `${image}@sha256:0000`, registry: imageRegistry('ghcr', 'ghcr.io') }),
      uses: {},
      minutes: 1,
      retries: 0,
      files: ({ own }) => ({ '/etc/setup/key': own('password') }),
    }),
  );
  assert.deepEqual(
    ofKind(ofJob, 'ExternalSecret').map(({ metadata }) => metadata.name),
    ['shop-setup-files', 'shop-setup-from-ghcr'],
  );
  assert.ok(!('annotations' in (ofJob[0]?.metadata ?? {})), 'an image with a digest is no exception');
  const { jobTemplate } = ofJob[0]?.spec as { jobTemplate: { spec: { template: { spec: object } } } };
  assert.partialDeepStrictEqual(jobTemplate.spec.template.spec, {
    imagePullSecrets: [{ name: 'shop-setup-from-ghcr' }],
    containers: [{ volumeMounts: [{ name: 'etc-setup-key', mountPath: '/etc/setup/key', subPath: 'key' }] }],
  });
});
