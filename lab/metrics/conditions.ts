/** An object that reports conditions in its status. */
export interface WithConditions {
  readonly status?: { readonly conditions?: readonly Condition[] };
}

export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

/** A condition by its type. */
export const conditionOf = (object: WithConditions | undefined, type: string): Condition | undefined =>
  object?.status?.conditions?.find((one) => one.type === type);

/** Whether a condition has a status (default: `True`) and, if given, a reason. */
export function hasCondition(
  object: WithConditions | undefined,
  type: string,
  { status = 'True', reason }: { readonly status?: string; readonly reason?: string } = {},
): boolean {
  const found = conditionOf(object, type);
  return found?.status === status && (reason === undefined || found.reason === reason);
}
