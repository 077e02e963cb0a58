import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { IScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { groupOf } from '../../generators/model/resource.ts';
import { repository } from '../../generators/repository.ts';
import type { Ref } from '../../lab/api/client.ts';
import { applyAll, inSteps } from '../../lab/apply.ts';
import { definitions, install } from '../../lab/definitions.ts';
import { builtClusters } from '../../lab/fleet.ts';
import { brokerBehind } from '../../lab/keda/brokerBehind.ts';
import { startKeda } from '../../lab/keda/keda.ts';
import { makeSecrets } from '../../lab/keda/secrets.ts';
import { openLab } from '../../lab/lab.ts';
import { readPerPod, says } from '../../lab/metrics/autoscaler.ts';
import { follow } from '../../lab/metrics/history.ts';
import { load } from '../../lab/metrics/load.ts';
import { startMetricsServer } from '../../lab/metrics/metricsServer.ts';
import { tooFast } from '../../lab/metrics/rates.ts';
import { changedByApply } from '../../lab/metrics/reapply.ts';
import { type Scaled, scaledFrom, withWindow } from '../../lab/metrics/scaled.ts';
import { until } from '../../lab/until.ts';
import { say } from './say.ts';
import { measure } from './scaling/measured.ts';

// Autoscalers, KEDA, the metrics server and Prometheus are real; pods, their metrics and the queue are simulated.
// Workloads scale as the rendered objects declare, and Prometheus scrapes as often. One number is changed, and only for
// scaling down: the stabilization window of five minutes becomes half a minute, once the autoscaler has reported that it
// waits for the five.

const window = 30;
/** Less than the autoscaler's sync period of 5 s, so that a change that is too fast is detected. */
const slack = 4;

const [cluster] = (await builtClusters(repository)).filter(({ name }) => name === 'production/aws-us-east-1');
assert.ok(cluster, 'the cluster that users reach');
const objectsOf = (app: string) => cluster.objects.get(app) ?? [];
const [thumbnails, push, worker, api, activity] = ['thumbnails', 'push', 'worker', 'api', 'activity'].map((app) =>
  scaledFrom(app, objectsOf(app)),
) as [Scaled, Scaled, Scaled, Scaled, Scaled];
const apps = [thumbnails, push, worker, api, activity];
const objects = [...objectsOf('platform'), ...apps.flatMap((one) => one.objects)];

const [trigger] = triggersOf(api);
const lab = await openLab({ progress: say });
const ends: (() => Promise<void>)[] = [() => lab.stop()];
after(async () => {
  for (const end of ends.reverse()) await end();
});
const running = await lab.cluster('scaling', cluster.cluster);
const kubernetes = running.api;
// KEDA does not run without all kinds of its own.
const groups = [...new Set(objects.map(groupOf)), 'keda.sh'].map((group) => `.${group}`);
const wanted = (await definitions(say)).filter(({ metadata }) => groups.some((group) => metadata.name.endsWith(group)));
await install(kubernetes, wanted);
say('the API server has the kinds that are needed');
await startMetricsServer(running, lab.processes, say);
say('the metrics server is up');
const [first, then] = inSteps(objects);
assert.deepEqual(await applyAll(kubernetes, first), []);
const measured = await measure(lab, running, cluster, [api, activity]);
ends.push(() => measured.stop());
const { prometheus } = measured;
say('Prometheus is up');
await startKeda(running, lab.processes, { proxy: measured.proxy, progress: say });
say('KEDA is up');
for (const one of apps) await makeSecrets(kubernetes, one.objects);
const queue = await brokerBehind(kubernetes, worker.objects);
ends.push(() => queue.stop());
const scalers = new Set(apps.map(({ scaler }) => scaler));
assert.deepEqual(
  await applyAll(
    kubernetes,
    then.filter((one) => !scalers.has(one)),
  ),
  [],
);
// Until it has scraped a pod twice, Prometheus has no rate: KEDA would take the number of its fallback.
for (const { metadata } of [api, activity].flatMap(triggersOf)) {
  const { query } = metadata;
  if (!query) continue;
  await until(`${query} is known`, 120, async () => (await prometheus.query(query)).length === 1 || 'it is not');
}
assert.deepEqual(await applyAll(kubernetes, [...scalers]), []);
for (const { autoscaler, deployment, min } of apps) {
  await says(kubernetes, autoscaler, 'ScalingActive');
  await haveReady(deployment, min);
}
say('every app has as many pods as it must, and autoscalers can measure');

function haveReady(deployment: Ref, pods: number): Promise<number> {
  return until(`${deployment.metadata.name} has ${pods} pods ready`, 180, async () => {
    const found = await kubernetes.get<Ref & { status?: { readyReplicas?: number } }>(deployment);
    return found?.status?.readyReplicas === pods || `${found?.status?.readyReplicas}`;
  });
}

function triggersOf({ scaler }: Scaled): Required<IScaledObject>['spec']['triggers'] {
  return (scaler.spec as Required<IScaledObject>['spec']).triggers ?? [];
}

/** Scales an app up to its maximum, and down again in part; `much` is 1.5 times the load that the maximum can take. */
async function comesAndGoes(app: Scaled, set: (much: boolean) => void, atTop = async () => {}): Promise<void> {
  const { min, max, behavior, autoscaler, scaler } = app;
  const history = await follow(kubernetes, app.deployment, ({ to }) => say(`${app.app}: ${to} pods`));
  ends.push(history.stop);
  set(true);
  await until(`${app.app} has ${max} pods`, 300, async () => history.now() === max || `it has ${history.now()}`);
  await says(kubernetes, autoscaler, 'ScalingLimited', { reason: 'TooManyReplicas' });
  await haveReady(app.deployment, max);
  await atTop();
  assert.deepEqual(await changedByApply(kubernetes, app.objects), [], 'a sync leaves it alone');

  set(false);
  const calm = Date.now() / 1000;
  await says(kubernetes, autoscaler, 'AbleToScale', { reason: 'ScaleDownStabilized' });
  assert.equal(history.now(), max, 'it waits');
  assert.deepEqual(await applyAll(kubernetes, [withWindow(app, window)]), []);
  const goal = max > 2 * min ? 'it went down twice' : 'it has as few pods as it must';
  await until(`${app.app}: ${goal}`, 400, async () => {
    const downs = history.changes().filter(({ from, to }) => to < from).length;
    return (max > 2 * min ? downs === 2 : history.now() === min) || `it has ${history.now()}`;
  });
  if (max <= 2 * min) await says(kubernetes, autoscaler, 'ScalingLimited', { reason: 'TooFewReplicas' });

  const [down] = history.changes().filter(({ from, to }) => to < from);
  // The last recommendation under load may be some seconds older than the end of the load.
  assert.ok((down?.at ?? 0) - calm > window - 15, 'it waits as long as it says');
  assert.deepEqual(tooFast(history.changes(), behavior, slack), []);
  assert.deepEqual(
    history.changes().filter(({ to }) => to < min || to > max),
    [],
  );
  assert.deepEqual(await applyAll(kubernetes, [scaler]), []);
}

/** Asserts that the autoscaler that KEDA created has the declared values. */
async function isUnderstood({ scaler, autoscaler, min, max, behavior }: Scaled): Promise<void> {
  await says(kubernetes, scaler as Ref, 'Ready');
  await says(kubernetes, scaler as Ref, 'Active');
  const { spec } = (await kubernetes.get<Ref & Required<IHorizontalPodAutoscaler>>(autoscaler)) ?? {};
  assert.deepEqual([spec?.minReplicas, spec?.maxReplicas, spec?.behavior], [min, max, behavior]);
}

describe('an app scales up and down with its load, as declared', { concurrency: true, timeout: 900_000 }, () => {
  for (const app of [thumbnails, push]) {
    test(`${app.app}, on CPU: ${app.min} to ${app.max} pods`, async () => {
      const work = load(kubernetes, app.namespace, app.app);
      ends.push(work.stop);
      await comesAndGoes(app, (much) => work.set(much ? 1.5 * app.max * app.cpus : 0));
    });
  }

  test(`worker, on messages in a queue: ${worker.min} to ${worker.max} pods`, async () => {
    const [{ metadata } = { metadata: {} as Record<string, string> }] = triggersOf(worker);
    const messages = 1.5 * worker.max * Number(metadata.value);
    await comesAndGoes(
      worker,
      (much) => queue.set(metadata.queueName ?? '', much ? messages : 0),
      () => isUnderstood(worker),
    );
  });

  const { fallback } = activity.scaler.spec as Required<IScaledObject>['spec'];
  test(`api, on requests: ${api.min} to ${api.max} pods; when Prometheus is unreachable all of them stay, and activity goes from ${activity.min} to ${fallback?.replicas}`, async () => {
    const perPod = Number(trigger?.metadata.threshold);
    const other = await follow(kubernetes, activity.deployment, ({ to }) => say(`activity: ${to} pods`));
    ends.push(other.stop);
    await comesAndGoes(
      api,
      (much) => {
        measured.set(api.app, much ? 1.5 * api.max * perPod : 0);
        if (!much) prometheus.restore();
      },
      async () => {
        await isUnderstood(api);
        assert.deepEqual(other.changes(), []);
        prometheus.lose();
        for (const { scaler } of [api, activity]) await says(kubernetes, scaler as Ref, 'Fallback');
        // KEDA's fallback then reports the load that the present number of pods can take.
        await until('its autoscaler is told so', 60, async () => {
          const read = await readPerPod(kubernetes, api.autoscaler);
          return read === perPod || String(read);
        });
        await says(kubernetes, api.autoscaler, 'ScalingLimited', { status: 'False' });
        await until('activity has the pods for that', 60, async () => {
          return other.now() === fallback?.replicas || `it has ${other.now()}`;
        });
      },
    );
    for (const { scaler } of [api, activity]) await says(kubernetes, scaler as Ref, 'Fallback', { status: 'False' });
    assert.deepEqual(tooFast(other.changes(), activity.behavior, slack), []);
    assert.equal(other.now(), fallback?.replicas, 'it goes down no faster than from a load');
  });
});
