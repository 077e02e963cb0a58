import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { IPod } from 'kubernetes-models/v1/Pod';
import { headroom } from '../../generators/blocks/headroom/headroom.ts';
import { nodeClasses } from '../../generators/blocks/nodes/nodes.ts';
import { placedOn } from '../../generators/blocks/nodes/placement.ts';
import { namespace } from '../../generators/blocks/platform/namespace.ts';
import { priorityClass } from '../../generators/blocks/platform/priorityClass.ts';
import { leadMinutes } from '../../generators/blocks/scaling/campaigns.ts';
import { service } from '../../generators/blocks/service.ts';
import { here } from '../../generators/blocks/source.ts';
import type { AppCampaign, ClusterFacts } from '../../generators/model/inputs.ts';
import { classLabel } from '../../generators/model/nodeClasses.ts';
import type { Resource } from '../../generators/model/resource.ts';
import { exampleClusters } from '../../generators/testing/clusters.ts';
import { exampleInputs } from '../../generators/testing/inputs.ts';
import { app } from '../../generators/testing/names.ts';
import { platform } from '../../generators/testing/platform.ts';
import { priorities } from '../../generators/testing/priorities.ts';
import { exampleSpec } from '../../generators/testing/spec.ts';
import type { Ref } from '../../lab/api/client.ts';
import { applyAll } from '../../lab/apply.ts';
import { definitions, install } from '../../lab/definitions.ts';
import { startKeda } from '../../lab/keda/keda.ts';
import { openLab } from '../../lab/lab.ts';
import { follow } from '../../lab/metrics/history.ts';
import { until } from '../../lab/until.ts';
import { withField } from '../../policies/example/withField.ts';
import { say } from './say.ts';

// Capacity that is there before the load, with the real scheduler, controllers and KEDA on simulated nodes: the apps of the
// sample company, as blocks render them. Of the declared behaviour one number is changed: a campaign's pods go at once
// after it, not by a tenth a minute after five minutes.

const classes = {
  // Beside three placeholders of one core, a node has no room for a pod of the same size.
  general: { cpu: '3500m', memory: '16Gi', maxPerZone: 1, instances: ['large'] },
  cheap: {
    cpu: '8',
    memory: '16Gi',
    maxPerZone: 1,
    instances: ['small'],
    spot: true,
    labels: { 'example.com/for': 'few' },
  },
  gpu: {
    cpu: '8',
    memory: '16Gi',
    maxPerZone: 1,
    devices: { 'nvidia.com/gpu': 2 },
    taints: [{ key: 'nvidia.com/gpu', effect: 'NoSchedule' as const }],
  },
};
const cluster = { ...exampleClusters.aws, nodes: classes } as ClusterFacts;
const inputs = exampleInputs(platform, cluster);
const shared = { inputs, labels: {} };

const api = service(app('api', 'backend', []), {
  ...exampleSpec,
  uses: {},
  resources: { cpu: '1', memory: '1Gi' },
  priority: priorities.critical,
});
const worker = service(app('worker', 'backend', []), {
  ...exampleSpec,
  uses: {},
  scale: { ...exampleSpec.scale, max: 9 },
});
const room = headroom(app('headroom', 'backend', []), {
  source: here(import.meta),
  apps: [app('api', 'backend', [])],
  image: 'registry.example.com/pause:3.10',
  priority: priorities.batch,
});

const only = (objects: readonly Resource[], ...kinds: string[]) => objects.filter(({ kind }) => kinds.includes(kind));
const apiObjects = only(api.render(exampleInputs(api, cluster)), 'Deployment', 'ServiceAccount');
const sizes = [{ app: 'api', tier: 'backend', value: { cpu: '1', memory: '1Gi' } }];
const placeholders = room.render({
  ...exampleInputs(room, cluster, { pods: { api: 9 } }),
  collected: { 'pod-size': sizes },
});

const lab = await openLab({ progress: say });
after(() => lab.stop());
const running = await lab.cluster('nodes', { ...cluster, nodes: classes });
const kubernetes = running.api;
const groups = ['keda.sh', 'karpenter.sh', 'karpenter.k8s.aws', 'karpenter.azure.com', 'cloud.google.com'];
const all = await definitions(say);
await install(
  kubernetes,
  all.filter(({ metadata }) => groups.some((group) => metadata.name.endsWith(`.${group}`))),
);
await startKeda(running, lab.processes, { progress: say });
say('KEDA is up');
const ranks = Object.values(priorities).map((priority) => priorityClass(priority, shared));
assert.deepEqual(await applyAll(kubernetes, [namespace('backend', shared), ...ranks]), []);

type Pod = Ref & IPod;
const podsOf = (name: string) =>
  kubernetes.list<Pod>('v1', 'Pod', { namespace: 'backend', labelSelector: `app.kubernetes.io/name=${name}` });
const runningOf = (pods: readonly Pod[]) => pods.filter(({ status }) => status?.phase === 'Running');
const haveRunning = (name: string, count: number) =>
  until(`${count} pods of ${name} run`, 60, async () => {
    const found = runningOf(await podsOf(name)).length;
    return found === count || `${found} do`;
  });

/** From when this process hears of the first pod of `api`: seconds until placeholders are gone, and until pods have a place. */
async function makingWay() {
  const ended = new AbortController();
  const gone: number[] = [];
  const placed = new Map<string, number>();
  let start = 0;
  const watching = kubernetes.watch<Pod>(
    'v1',
    'Pod',
    (change, { metadata, spec }) => {
      const now = performance.now() / 1000;
      const name = metadata.labels?.['app.kubernetes.io/name'];
      if (name === 'headroom-api' && change === 'DELETED' && start > 0) gone.push(now - start);
      if (name !== 'api') return;
      start ||= now;
      if (spec?.nodeName && !placed.has(metadata.name)) placed.set(metadata.name, now - start);
    },
    { signal: ended.signal },
  );
  return {
    gone,
    placed,
    async stop() {
      ended.abort();
      await watching;
    },
  };
}

describe('capacity is there before the load', { concurrency: true, timeout: 300_000 }, () => {
  test('a real API server takes the classes of nodes of every cloud, and nothing changes when they come again', async () => {
    for (const cloud of ['aws', 'azure', 'google'] as const) {
      const there = {
        ...exampleClusters[cloud],
        nodes: classes,
        busyHours: { from: '06:00', hours: 18 },
      } as ClusterFacts;
      const objects = nodeClasses({ inputs: exampleInputs(platform, there), labels: { 'example.com/test': cloud } });
      assert.ok(objects.length > 1, cloud);
      for (const _ of [1, 2]) assert.deepEqual(await applyAll(kubernetes, objects), [], cloud);
    }
  });

  test('headroom gives way to pods of an app within a second, in every zone, and waits for nodes', async () => {
    assert.deepEqual(await applyAll(kubernetes, placeholders), []);
    await haveRunning('headroom-api', 9);
    const watched = await makingWay();
    assert.deepEqual(
      await applyAll(
        kubernetes,
        apiObjects.map((one) => (one.kind === 'Deployment' ? withField(one, 'spec.replicas', 6) : one)),
      ),
      [],
    );
    await haveRunning('api', 6);
    await watched.stop();
    const { gone, placed } = watched;
    const [way, place] = [Math.max(...gone), Math.max(...placed.values())];
    say(
      `${gone.length} placeholders are gone after ${way.toFixed(2)} s, and pods have their places after ${place.toFixed(2)} s`,
    );
    assert.deepEqual([gone.length, placed.size], [6, 6]);
    assert.ok(way < 1, `the slowest gave way after ${way} s`);
    // The scheduler tries a pod again after a second of its own.
    assert.ok(place < 3, `the slowest had its place after ${place} s`);
    const nodes = (await podsOf('api')).map(({ spec }) => spec?.nodeName ?? '').sort();
    assert.deepEqual(
      nodes,
      cluster.zones.flatMap((zone) => [`${zone}-general-0`, `${zone}-general-0`]),
    );
    await until('the other placeholders wait', 30, async () => {
      const found = await podsOf('headroom-api');
      const waiting = found.filter(({ spec }) => !spec?.nodeName).length;
      return (found.length === 9 && waiting === 6) || `${waiting} of ${found.length} do`;
    });
  });

  test('pods find nodes of their class and zone, and those that name no class none with taints', async () => {
    const [zone = ''] = cluster.zones;
    const pod = (name: string, spec: object): Pod =>
      ({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name, namespace: 'default', labels: { 'app.kubernetes.io/name': name } },
        spec: { containers: [{ name: 'app', image: 'app' }], ...spec },
      }) as Pod;
    const gpu = { resources: { limits: { 'nvidia.com/gpu': '2' } } };
    const inZone = { 'topology.kubernetes.io/zone': zone };
    const cheap = placedOn('cheap', cluster);
    const wanted: readonly (readonly [Pod, string | undefined])[] = [
      [pod('cheap', { ...cheap, nodeSelector: { ...cheap.nodeSelector, ...inZone } }), `${zone}-cheap-0`],
      [pod('by-label', { nodeSelector: { 'example.com/for': 'few', ...inZone } }), undefined],
      [pod('large', { containers: [{ name: 'app', image: 'app', resources: { requests: { cpu: '6' } } }] }), undefined],
      [pod('gpu', { ...placedOn('gpu', cluster), containers: [{ name: 'app', image: 'app', ...gpu }] }), 'gpu'],
    ];
    for (const [one] of wanted) await kubernetes.create(one);
    for (const [one, place] of wanted) {
      await until(`${one.metadata.name} is decided about`, 30, async () => {
        const found = await kubernetes.get<Pod>(one);
        const node = found?.spec?.nodeName;
        const said = found?.status?.conditions?.find(({ type }) => type === 'PodScheduled');
        if (place === undefined) return (!node && said?.reason === 'Unschedulable') || `it is on ${node}`;
        if (node === undefined) return said?.message ?? 'nothing is said';
        const { labels } =
          (await kubernetes.get<Pod>({ apiVersion: 'v1', kind: 'Node', metadata: { name: node } }))?.metadata ?? {};
        return node === place || labels?.[classLabel] === place || `it is on ${node}`;
      });
    }
  });

  test('of two campaigns at once the greater counts; before and after them there are as few pods as ever', async () => {
    const minute = 60_000;
    const start = new Date(Math.ceil((Date.now() + 8000) / minute) * minute);
    const clock = (at: number) => new Date(at).toISOString().slice(0, 16);
    const campaign = (name: string, min: number): AppCampaign => ({
      name,
      from: clock(start.getTime() + leadMinutes * minute),
      until: clock(start.getTime() + minute),
      timeZone: 'UTC',
      min,
    });
    const objects = worker.render({
      ...exampleInputs(worker, cluster),
      campaigns: [campaign('match', 4), campaign('sale', 7)],
    });
    const [scaled] = only(objects, 'ScaledObject');
    assert.ok(scaled);
    const { triggers } = scaled.spec as { triggers: { type: string }[] };
    const byClock = withField(
      withField(
        scaled,
        'spec.triggers',
        triggers.filter(({ type }) => type === 'cron'),
      ),
      'spec.advanced.horizontalPodAutoscalerConfig.behavior.scaleDown',
      { stabilizationWindowSeconds: 0, policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] },
    );
    assert.deepEqual(await applyAll(kubernetes, [...only(objects, 'Deployment', 'ServiceAccount'), byClock]), []);
    const [deployment] = only(objects, 'Deployment');
    const history = await follow(kubernetes, deployment as Ref, ({ to }) => say(`worker: ${to} pods`));
    const hasPods = (pods: number) =>
      until(`there are ${pods} pods`, 120, async () => history.now() === pods || `there are ${history.now()}`);
    await hasPods(2);
    assert.ok(Date.now() < start.getTime(), 'the campaign has not begun');
    await hasPods(7);
    const late = (Date.now() - start.getTime()) / 1000;
    say(`7 pods ${late.toFixed(0)} s after the clock said so`);
    await hasPods(2);
    await history.stop();
    const [first] = history.changes().filter(({ to }) => to > 2);
    assert.ok((first?.at ?? 0) * 1000 >= start.getTime(), 'not before its time');
    assert.ok(history.changes().every(({ to }) => to <= 7));
  });
});
