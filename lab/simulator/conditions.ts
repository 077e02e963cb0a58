/** A condition without its time. */
export interface UntimedCondition {
  readonly type: string;
  /** `Degraded` is prometheus-operator's own. */
  readonly status: 'True' | 'False' | 'Unknown' | 'Degraded';
  readonly reason?: string;
  readonly message?: string;
}

interface Dated extends UntimedCondition {
  readonly lastTransitionTime: string;
}

/** Adds the time of the last change to conditions: the previous time where the status is unchanged, else now. */
export function timedConditions(
  status: unknown,
  now: string,
  wanted: readonly UntimedCondition[],
): readonly (UntimedCondition & { readonly lastTransitionTime: string })[] {
  const before = ((status as { conditions?: readonly Dated[] } | undefined)?.conditions ?? []) as readonly Dated[];
  return wanted.map((condition) => {
    const same = before.find(({ type, status }) => type === condition.type && status === condition.status);
    return { ...condition, lastTransitionTime: same?.lastTransitionTime ?? now };
  });
}

/** `True` or `False`, the status of a condition. */
export function truth(value: boolean): 'True' | 'False' {
  return value ? 'True' : 'False';
}
