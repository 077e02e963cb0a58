import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';

/** The scaling behaviour: `spec.behavior` of a HorizontalPodAutoscaler, with every field set. */
export type Behavior = NonNullable<NonNullable<IHorizontalPodAutoscaler['spec']>['behavior']>;
type Rules = NonNullable<Behavior['scaleUp']>;

/** A change of a workload's number of pods. */
export interface Change {
  /** In seconds. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Changes that are larger than a behaviour allows, in words; empty if there are none. A policy counts from the number
 * of pods at the beginning of its period:
 * https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#scaling-policies
 * @param changes in the order in which they happened
 * @param slack the largest delay with which a change may have been noticed, in seconds
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

/** The number of pods after all changes up to a time. */
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
