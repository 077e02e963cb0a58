import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import type { Resource } from '../../../generators/model/resource.ts';
import type { World } from '../model.ts';
import { demanding, live, pod } from '../testing/examples.ts';
import { settle, simulated } from '../testing/settle.ts';
import type { MonitorObject } from './monitor.ts';

const object = (kind: string, spec: object): MonitorObject =>
  live({ apiVersion: 'monitoring.coreos.com/v1', kind, metadata: { name: 'main', namespace: 'monitoring' }, spec });

const made = (one: MonitorObject) =>
  (simulated(one)?.makes?.(one, {} as World) ?? []).map(
    ({ resource: { kind, metadata } }) => `${kind}/${metadata.name}`,
  );

test('a Prometheus becomes a StatefulSet for each shard, one Service, its Secrets and its rules', () => {
  assert.deepEqual(made(object('Prometheus', { shards: 2, ruleSelector: {} })), [
    'Service/prometheus-operated',
    'Secret/prometheus-main',
    'Secret/prometheus-main-tls-assets-0',
    'Secret/prometheus-main-web-config',
    'ConfigMap/prometheus-main-rulefiles-0',
    'StatefulSet/prometheus-main',
    'StatefulSet/prometheus-main-shard-1',
  ]);
});

test('an Alertmanager becomes a StatefulSet, one Service and its Secrets', () => {
  assert.deepEqual(made(object('Alertmanager', { replicas: 3 })), [
    'Service/alertmanager-operated',
    'Secret/alertmanager-main-generated',
    'Secret/alertmanager-main-cluster-tls-config',
    'Secret/alertmanager-main-tls-assets-0',
    'Secret/alertmanager-main-web-config',
    'StatefulSet/alertmanager-main',
  ]);
});

test('with a Service of its own, none is made', () => {
  const all = made(object('Alertmanager', { serviceName: 'own' }));
  assert.ok(!all.some((one) => one.startsWith('Service/')));
});

test('pods start at once unless the object says otherwise, and constraints select them', () => {
  const topologySpreadConstraints = [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }];
  const { objects } = settle([
    object('Prometheus', { replicas: 2, topologySpreadConstraints }),
    object('Alertmanager', { replicas: 2, podManagementPolicy: 'OrderedReady', topologySpreadConstraints }),
  ]);
  const sets = objects.filter(({ kind }) => kind === 'StatefulSet').map(({ spec }) => spec as IStatefulSet['spec']);
  assert.deepEqual(
    sets.map((spec) => spec?.podManagementPolicy),
    ['Parallel', 'OrderedReady'],
  );
  const selectors = sets.map((spec) => spec?.template.spec?.topologySpreadConstraints?.[0]?.labelSelector);
  assert.deepEqual(selectors, [{ matchLabels: sets[0]?.selector.matchLabels }, undefined]);
});

const ready = (name: string, isReady: boolean) => pod({ ...somePod, metadata: { ...somePod.metadata, name } }, isReady);
const somePod: Resource = { apiVersion: 'v1', kind: 'Pod', metadata: { name: '', namespace: 'monitoring' } };

/** What the operator reports with these pods: conditions as `type=status reason`, and counts. */
function reported(one: MonitorObject, ...pods: readonly boolean[]) {
  const world = { now: '2026-01-01T00:00:00Z', pods: () => pods.map((isReady, index) => ready(`${index}`, isReady)) };
  const status = simulated(one)?.reports?.(one, world as unknown as World) as {
    readonly paused: boolean;
    readonly replicas: number;
    readonly availableReplicas: number;
    readonly conditions: readonly { readonly type: string; readonly status: string; readonly reason?: string }[];
  };
  const { paused, replicas, availableReplicas, conditions } = status;
  const said = conditions.map(({ type, status, reason = '' }) => `${type}=${status} ${reason}`.trim());
  return [said, { paused, replicas, availableReplicas }];
}

const two = { replicas: 2 };
const cases: readonly (readonly [title: string, spec: object, pods: readonly boolean[], available: string])[] = [
  ['is available with all pods', two, [true, true], 'Available=True'],
  ['is degraded with some', two, [true, false], 'Available=Degraded SomePodsNotReady'],
  ['is not available without any', two, [false, false], 'Available=False NoPodReady'],
  ['is not available before there are pods', two, [], 'Available=False NoPodReady'],
  ['says that it is paused', { ...two, paused: true }, [true, true], 'Available=True'],
];
for (const kind of ['Prometheus', 'Alertmanager']) {
  for (const [title, spec, pods, available] of cases) {
    test(`a ${kind} ${title}`, () => {
      assert.deepEqual(reported(object(kind, spec), ...pods), [
        [available, 'Reconciled=True'],
        { paused: 'paused' in spec, replicas: pods.length, availableReplicas: pods.filter(Boolean).length },
      ]);
    });
  }
}

test('a health that is demanded is reported, whatever the pods do', () => {
  const degraded = demanding(object('Prometheus', { replicas: 1 }), 'degraded') as MonitorObject;
  assert.deepEqual(reported(degraded, true)[0], ['Available=True', 'Reconciled=False ReconciliationFailed']);
  const progressing = demanding(object('Prometheus', { replicas: 1 }), 'progressing') as MonitorObject;
  assert.deepEqual(reported(progressing, true)[0], ['Available=Degraded SomePodsNotReady', 'Reconciled=True']);
});
