import type { Diff } from '../diff/diff.ts';
import type { Acknowledged } from './acknowledged.ts';
import { type ContentOf, digestOf, type Gated, gatedIn } from './gated.ts';

/** Whether a change may be merged. */
export interface Gate {
  readonly open: boolean;
  /** What needs an acknowledgement; empty where nothing does. */
  readonly gated: readonly Gated[];
  /** The digest to acknowledge. */
  readonly digest?: string;
  /** Why somebody says that it is right. */
  readonly reason?: string;
  /** Digests of the file that are about another change: they have no effect, and may go. */
  readonly idle: readonly string[];
}

/** Judges a change: what is dangerous needs an acknowledgement of exactly that. */
export function gateOf(diff: Diff, acknowledged: readonly Acknowledged[], contentOf: ContentOf): Gate {
  const gated = gatedIn(diff, contentOf);
  const digest = digestOf(gated);
  const idle = acknowledged.map(({ change }) => change).filter((change) => gated.length === 0 || change !== digest);
  if (gated.length === 0) return { open: true, gated, idle };
  const found = acknowledged.find(({ change }) => change === digest);
  return { open: found !== undefined, gated, digest, ...(found ? { reason: found.reason } : {}), idle };
}
