import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';

/** How an autoscaler may move: `spec.behavior` of a HorizontalPodAutoscaler, with every field said. */
export type Behavior = NonNullable<NonNullable<IHorizontalPodAutoscaler['spec']>['behavior']>;
type Rules = NonNullable<Behavior['scaleUp']>;

/** A workload went from a number of pods to another. */
export interface Change {
  /** In seconds. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Which changes are larger than a behaviour allows, in words; none when all is well. A policy counts from what there was
 * when its period began: https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#scaling-policies
 * @param changes in the order in which they happened
 * @param slack how much later than it was a change may have been noticed, in seconds
 */
export function tooFast(changes: readonly Change[], behavior: Behavior, slack = 0): string[] {
  return changes.flatMap((change, index) => {
    const { at, from, to } = change;
    const up = to > from;
    const rules = (up ? behavior.scaleUp : behavior.scaleDown) ?? {};
    const limit = limitOf(rules, up, (seconds) => startOf(changes.slice(0, index + 1), at - seconds + slack));
    if (up ? to <= limit : to >= limit) return [];
    return [`from ${from} to ${to} at ${at} s, where ${limit} is the limit`];
  });
}

/** How many pods there were after everything up to a time. */
function startOf(changes: readonly Change[], time: number): number {
  const first = changes.find(({ at }) => at > time);
  return first?.from ?? 0;
}

function limitOf({ selectPolicy, policies = [] }: Rules, up: boolean, startAt: (seconds: number) => number): number {
  const limits = policies.map(({ type, value, periodSeconds }) => {
    const start = startAt(periodSeconds);
    if (type === 'Pods') return up ? start + value : start - value;
    return up ? Math.ceil(start * (1 + value / 100)) : Math.trunc(start * (1 - value / 100));
  });
  return up === (selectPolicy === 'Max') ? Math.max(...limits) : Math.min(...limits);
}
