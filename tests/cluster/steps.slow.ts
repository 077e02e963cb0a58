import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { groupOf, type Resource } from '../../generators/model/resource.ts';
import { repository } from '../../generators/repository.ts';
import { takesOverAutoscaler } from '../../generators/upstream/keda.ts';
import type { Ref } from '../../lab/api/client.ts';
import { applyAll, inSteps } from '../../lab/apply.ts';
import { definitions, install } from '../../lab/definitions.ts';
import { builtClusters } from '../../lab/fleet.ts';
import { startKeda } from '../../lab/keda/keda.ts';
import { makeSecrets } from '../../lab/keda/secrets.ts';
import { startKedaWebhooks } from '../../lab/keda/webhooks.ts';
import { openLab } from '../../lab/lab.ts';
import { follow } from '../../lab/metrics/history.ts';
import { scaledFrom } from '../../lab/metrics/scaled.ts';
import { until } from '../../lab/until.ts';
import { withField } from '../../policies/example/withField.ts';
import { say } from './say.ts';

// What a change does on the way, with the real API server, its controllers and KEDA with its admission webhooks. Objects
// are this repository's own, applied as Argo CD applies them: by server-side apply, what is pruned last.

const [cluster] = (await builtClusters(repository)).filter(({ name }) => name === 'production/aws-us-east-1');
assert.ok(cluster, 'the cluster that users reach');
const objectsOf = (app: string) => cluster.objects.get(app) ?? [];
const [thumbnails, api] = ['thumbnails', 'api'].map((app) => scaledFrom(app, objectsOf(app))) as [
  ReturnType<typeof scaledFrom>,
  ReturnType<typeof scaledFrom>,
];
const broker = objectsOf('realtime-broker');
const [statefulSet] = broker.filter(({ kind }) => kind === 'StatefulSet') as [Resource];
const objects = [...objectsOf('platform'), ...thumbnails.objects, ...api.objects, ...broker];

const lab = await openLab({ progress: say });
after(() => lab.stop());
const running = await lab.cluster('steps', cluster.cluster);
const kubernetes = running.api;
const groups = [...new Set(objects.map(groupOf)), 'keda.sh'].map((group) => `.${group}`);
const wanted = (await definitions(say)).filter(({ metadata }) => groups.some((group) => metadata.name.endsWith(group)));
await install(kubernetes, wanted);
await startKeda(running, lab.processes, { progress: say });
await startKedaWebhooks(running, lab.processes, say);
say('KEDA is up, with its webhooks');

const [first, then] = inSteps(objects);
assert.deepEqual(await applyAll(kubernetes, first), []);
for (const one of [thumbnails, api]) await makeSecrets(kubernetes, one.objects);
const autoscalers = new Set(['ScaledObject', 'HorizontalPodAutoscaler']);
const workloads = then.filter(({ kind }) => !autoscalers.has(kind) && kind !== 'StatefulSet');
assert.deepEqual(await applyAll(kubernetes, workloads), []);

const apply = (...changed: readonly Resource[]) => applyAll(kubernetes, changed);
const countOf = async ({ deployment }: { deployment: Ref }) =>
  (await kubernetes.get<Ref & { spec: { replicas: number } }>(deployment))?.spec.replicas ?? 0;
const bounds = (scaler: Resource, min: number, max: number) =>
  withField(withField(scaler, 'spec.minReplicas', min), 'spec.maxReplicas', max);
const autoscalerOf = (ref: Ref) =>
  kubernetes.get<Ref & IHorizontalPodAutoscaler & { metadata: { ownerReferences?: { kind: string }[] } }>(ref);

test('a pinned number of pods is let go again, and no pod ends', async () => {
  assert.deepEqual(await apply(bounds(thumbnails.scaler, 20, 20)), []);
  await until('it has 20 pods', 120, async () => (await countOf(thumbnails)) === 20 || `${await countOf(thumbnails)}`);
  const history = await follow(kubernetes, thumbnails.deployment);
  lab.beforeStop(history.stop);
  assert.deepEqual(await apply(bounds(thumbnails.scaler, 3, 20)), []);
  await sleep(30_000);
  assert.deepEqual(history.changes(), []);
});

test('a number in git that is given up ends all pods but one: why there is none', async () => {
  const metadata = { name: 'given-up', namespace: thumbnails.namespace };
  const own = { ...withField(thumbnails.deployment as Resource, 'spec.replicas', 20), metadata } as Resource;
  assert.deepEqual(await apply(own), []);
  assert.deepEqual(await apply(withField(own, 'spec.replicas', undefined)), []);
  assert.equal(await countOf({ deployment: own as Ref }), 1);
  await kubernetes.delete(own as Ref);
});

test('from CPU to requests: KEDA takes the autoscaler over, and refuses every other ScaledObject beside it', async () => {
  const cpu = withField(
    withField(thumbnails.scaler, 'metadata', { name: 'api', namespace: api.namespace }),
    'spec.scaleTargetRef.name',
    'api',
  );
  assert.deepEqual(await apply(bounds(cpu, 12, 60)), []);
  await until('it has 12 pods', 120, async () => (await countOf(api)) === 12 || `${await countOf(api)}`);
  const history = await follow(kubernetes, api.deployment);
  lab.beforeStop(history.stop);

  const plain = withField(api.scaler, `metadata.annotations[${takesOverAutoscaler}]`, undefined);
  const [refused] = await apply(plain);
  assert.match(refused?.message ?? '', /already managed by the hpa 'api'/);

  // The webhook warns of fields that matter only where a workload may have no pods.
  const refusals = (await apply(api.scaler)).filter(({ message }) => !message.startsWith('warning:'));
  assert.deepEqual(refusals, []);
  await until('KEDA owns the autoscaler', 60, async () => {
    const { metadata } = (await autoscalerOf(api.autoscaler)) ?? {};
    return metadata?.ownerReferences?.some(({ kind }) => kind === 'ScaledObject') || JSON.stringify(metadata);
  });
  const all = await kubernetes.list('autoscaling/v2', 'HorizontalPodAutoscaler', { namespace: api.namespace });
  assert.deepEqual(
    all.map(({ metadata }) => metadata.name),
    ['api'],
  );

  // Back: Argo CD applies the autoscaler, prunes the ScaledObject last, and heals what went with that.
  await apply(bounds(cpu, 12, 60));
  await kubernetes.delete(api.scaler as Ref);
  await until('the autoscaler went with its owner', 60, async () => {
    return (await autoscalerOf(api.autoscaler)) === undefined || 'it is there';
  });
  assert.deepEqual(await apply(bounds(cpu, 12, 60)), []);
  assert.deepEqual(history.changes(), [], 'no pod came or went');
});

test('volumes of a StatefulSet grow by the commands that the rule names, and its pods run on', async () => {
  const { name, namespace = '' } = statefulSet.metadata;
  const field = 'spec.volumeClaimTemplates[data].spec.resources.requests.storage';
  const replicas = (statefulSet.spec as IStatefulSet['spec'])?.replicas ?? 0;
  const claims = Array.from({ length: replicas }, (_, index) => `data-${name}-${index}`);
  for (const claim of claims) {
    await kubernetes.create({
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: claim },
      spec: {
        capacity: { storage: '8Gi' },
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'zonal-ssd',
        claimRef: { namespace, name: claim },
        csi: { driver: 'ebs.csi.aws.com', volumeHandle: claim },
      },
    } as Ref);
  }
  assert.deepEqual(await apply(statefulSet), []);
  const pods = async () => {
    const selector = { namespace, labelSelector: `app.kubernetes.io/name=${name}` };
    const found = await kubernetes.list<Ref & { metadata: { uid: string } }>('v1', 'Pod', selector);
    return found.map(({ metadata }) => `${metadata.name} ${metadata.uid}`).sort();
  };
  const claim = (each: string) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: each, namespace },
  });
  await until('every claim is bound', 120, async () => {
    const found = await Promise.all(
      claims.map((each) => kubernetes.get<Ref & { status?: { phase?: string } }>(claim(each))),
    );
    return found.every((one) => one?.status?.phase === 'Bound') || JSON.stringify(found.map((one) => one?.status));
  });
  const before = await pods();
  assert.equal(before.length, replicas);

  const larger = withField(statefulSet, field, '16Gi');
  const [refused] = await apply(larger);
  assert.match(refused?.message ?? '', /updates to statefulset spec for fields other than/);
  for (const each of claims) {
    await kubernetes.patch(claim(each), { spec: { resources: { requests: { storage: '16Gi' } } } });
  }
  await kubernetes.delete(statefulSet as Ref, { propagation: 'Orphan' });
  await until('the StatefulSet is gone', 60, async () => !(await kubernetes.get(statefulSet as Ref)) || 'it is there');
  assert.deepEqual(await apply(larger), []);
  await until('it has its pods again', 60, async () => {
    const found = await kubernetes.get<Ref & { status?: { currentReplicas?: number; updatedReplicas?: number } }>(
      statefulSet as Ref,
    );
    return found?.status?.updatedReplicas === replicas || JSON.stringify(found?.status);
  });
  assert.deepEqual(await pods(), before, 'the same pods');
});
