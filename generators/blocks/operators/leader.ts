import type { Leader } from '../../model/operator.ts';

/** The program elects a leader unless it is told not to. */
export function electsByDefault(source: string): Leader {
  return { elected: 'by default', source };
}

/** The chart tells the program to elect a leader, by this argument. */
export function electsByFlag(flag: string): Leader {
  return { elected: 'by flag', flag };
}

/** Nothing elects a leader: one pod runs, wherever it is. */
export function neverElects(source: string): Leader {
  return { elected: 'never', source };
}

/** Webhooks and APIs: each pod answers who asks it. */
export const allServe: Leader = { elected: 'not needed' };
