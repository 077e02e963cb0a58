import type { ScalerReach, ScaleTrigger } from '../../generators/model/knowledge.ts';
import { quantity } from '../../generators/model/quantity.ts';
import { nameOf } from '../../generators/model/resource.ts';
import type { Built, ClusterView } from '../../generators/model/rule.ts';
import { mostPods, type PodGroup } from '../kubernetes/podGroup.ts';
import { at, listAt, textAt } from '../kubernetes/reading.ts';
import { scalersOf as objectsOf } from '../systems/builtIn/scalers.ts';
import { allPods } from './pods.ts';
import { hardOf, quotaNeeds } from './quotas.ts';
import { roomOf } from './room.ts';

/** What each scaler of a cluster may reach, and what bounds it besides its own maximum. */
export function reachesOf(view: ClusterView): readonly ScalerReach[] {
  return objectsOf(view).flatMap(({ built, namespace, target, min, max }): ScalerReach[] => {
    const scaled = allPods(view).find(
      ({ workload }) =>
        workload?.kind === target.kind && workload.namespace === namespace && workload.name === target.name,
    );
    if (!scaled) return [];
    const quota = leastOf(quotaBounds(view, scaled));
    const common = { app: built.app, namespace, object: nameOf(built.resource), min, max };
    return [{ ...common, triggers: triggersOf(built), ...(quota && { quota }), nodes: nodeBound(view, scaled) }];
  });
}

/** The pods that each quota leaves, beside those that a roll-out of this workload adds. */
function quotaBounds(view: ClusterView, scaled: PodGroup) {
  const quotas = view
    .ofKind('ResourceQuota', '')
    .filter(({ resource }) => resource.metadata.namespace === scaled.namespace);
  return quotas.flatMap((quota) =>
    hardOf(quota).flatMap(([resource, limit]) => {
      const [needs, hard] = [quotaNeeds(view, quota, resource) ?? [], quantity(limit)];
      const { each = 0 } = needs.find(({ pods }) => pods === scaled) ?? {};
      if (hard === undefined || each === 0) return [];
      const beside = needs
        .filter(({ pods }) => pods !== scaled)
        .reduce((sum, one) => sum + (one.each ?? 0) * mostPods(one.pods.replicas), 0);
      const { max } = scaled.replicas;
      return [{ resource, pods: whole((hard - beside) / each) - (mostPods(scaled.replicas) - max) }];
    }),
  );
}

function leastOf<T extends { readonly pods: number }>(bounds: readonly T[]): T | undefined {
  return bounds.toSorted((a, b) => a.pods - b.pods)[0];
}

/** The pods that nodes hold, by CPU or by memory, beside all others. */
function nodeBound(view: ClusterView, scaled: PodGroup): number {
  const zone = roomOf(view);
  const others = allPods(view).filter((one) => one !== scaled && one.built.resource.kind !== 'DaemonSet');
  const bounds = (['cpu', 'memory'] as const).map((key) => {
    const beside = others.reduce((sum, { requests, replicas }) => sum + (requests[key] ?? 0) * replicas.max, 0);
    return whole((zone[key] * view.cluster.zones.length - beside) / (scaled.requests[key] ?? 0));
  });
  return Math.min(...bounds);
}

/** Sums of thousandths are not exact in binary. */
const whole = (pods: number) => Math.max(0, Math.floor(pods * (1 + 1e-9)));

/** What a scaler looks at, of either kind. */
function triggersOf({ resource }: Built): readonly ScaleTrigger[] {
  return resource.kind === 'ScaledObject'
    ? listAt(resource, ['spec', 'triggers']).map(triggerOf)
    : listAt(resource, ['spec', 'metrics']).map(metricOf);
}

/** https://keda.sh/docs/latest/scalers/ */
function triggerOf(trigger: object): ScaleTrigger {
  const metadata = at(trigger, ['metadata']);
  const value = textAt(metadata, ['value']) || textAt(metadata, ['threshold']);
  const isShare = textAt(trigger, ['metricType']) === 'Utilization';
  const subject = textAt(metadata, ['queueName']) || textAt(metadata, ['query']);
  return { type: textAt(trigger, ['type']), target: isShare ? `${value}%` : value, ...(subject && { of: subject }) };
}

/** https://kubernetes.io/docs/reference/kubernetes-api/autoscaling/horizontal-pod-autoscaler-v2/ */
function metricOf(metric: object): ScaleTrigger {
  const type = textAt(metric, ['type']);
  const source = at(metric, [`${type.charAt(0).toLowerCase()}${type.slice(1)}`]);
  const share = at(source, ['target', 'averageUtilization']);
  const target = typeof share === 'number' ? `${share}%` : textAt(source, ['target', 'averageValue']);
  return { type: textAt(source, ['name']) || textAt(source, ['metric', 'name']) || type, target };
}
