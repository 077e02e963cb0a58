import { type Monitor, monitorPods } from '../../../generators/upstream/prometheusOperator.ts';
import { timedConditions, type UntimedCondition } from '../conditions.ts';
import { demandedTrouble, healthOf } from '../health.ts';
import { readyOf, type World } from '../model.ts';
import { type MonitorObject, shardOf, shardsOf } from './monitor.ts';

/**
 * The status of a Prometheus or an Alertmanager: `Process` in `pkg/prometheus/operator.go`, `StatefulSetReporter` in
 * `pkg/operator/statefulset_reporter.go`, `GetCondition` in `pkg/operator/operator.go`.
 */
export function monitorStatus(kind: Monitor, object: MonitorObject, world: World): object {
  const { metadata, spec } = object;
  const wanted = spec?.replicas ?? 1;
  const shards = shardsOf(kind, object).map((shard) => {
    const { namespace, selector } = shardOf(kind, object, shard);
    const pods = world.pods(namespace, selector);
    return { shardID: String(shard), ...countsOf(pods.length, readyOf(pods)) };
  });
  const isReady = shards.every(({ availableReplicas }) => availableReplicas >= wanted);
  const health = healthOf(object, isReady);
  const total = (key: keyof ReturnType<typeof countsOf>) => shards.reduce((sum, one) => sum + one[key], 0);
  const selector = Object.entries(monitorPods(kind, metadata.name)).map(([key, value]) => `${key}=${value}`);
  const conditions: readonly UntimedCondition[] = [
    available(
      health === 'progressing',
      shards.some((one) => one.availableReplicas === 0),
    ),
    health === 'degraded'
      ? { type: 'Reconciled', status: 'False', reason: 'ReconciliationFailed', message: demandedTrouble }
      : { type: 'Reconciled', status: 'True' },
  ];
  return {
    paused: spec?.paused ?? false,
    ...countsOf(total('replicas'), total('availableReplicas')),
    selector: selector.join(','),
    ...(kind === 'Prometheus' && { shards: shards.length, shardStatuses: shards }),
    conditions: timedConditions(object.status, world.now, conditions).map((one) => ({
      ...one,
      observedGeneration: metadata.generation,
    })),
  };
}

function countsOf(replicas: number, availableReplicas: number) {
  return {
    replicas,
    updatedReplicas: replicas,
    availableReplicas,
    unavailableReplicas: replicas - availableReplicas,
  };
}

function available(isWaiting: boolean, isGone: boolean): UntimedCondition {
  if (!isWaiting) return { type: 'Available', status: 'True' };
  return isGone
    ? { type: 'Available', status: 'False', reason: 'NoPodReady' }
    : { type: 'Available', status: 'Degraded', reason: 'SomePodsNotReady' };
}
