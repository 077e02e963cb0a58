import { timedConditions, type UntimedCondition } from '../conditions.ts';
import type { Live } from '../model.ts';

/** Conditions as the Gateway API wants them: each with a reason, a message and the generation that it is about. */
export function observedConditions(
  { metadata: { generation } }: Live,
  before: unknown,
  now: string,
  wanted: readonly (UntimedCondition & { readonly reason: string; readonly message: string })[],
) {
  return timedConditions(before, now, wanted).map((one) => ({ ...one, observedGeneration: generation }));
}
