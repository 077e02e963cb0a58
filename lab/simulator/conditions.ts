/** A condition without its time. */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
}

interface Dated extends Condition {
  readonly lastTransitionTime: string;
}

/** Adds the time of the last change to conditions: the previous time where the status is unchanged, else now. */
export function conditions(
  status: unknown,
  now: string,
  wanted: readonly Condition[],
): readonly (Condition & { readonly lastTransitionTime: string })[] {
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
