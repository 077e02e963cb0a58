import type { Finding } from '../model/finding.ts';
import { error } from './error.ts';

/** The limit of findings that are shown of one file: more have one cause, such as a file of another kind. */
export const mostFindings = 100;

/** Findings in the order of their positions; of each file at most {@link mostFindings}. */
export function arrange(findings: readonly Finding[]): Finding[] {
  const byFile = Map.groupBy(findings, ({ at }) => at?.file ?? '');
  return [...byFile.values()].flatMap((own) => {
    const sorted = own.toSorted((a, b) => line(a) - line(b) || column(a) - column(b) || (a.code < b.code ? -1 : 1));
    const next = sorted[mostFindings];
    if (!next?.at) return sorted;
    const more = `Only the first ${mostFindings} findings of this file are shown; others follow from here on.`;
    return [...sorted.slice(0, mostFindings), error('more-findings', next.at, more, 'Mend those first.')];
  });
}

function line({ at }: Finding): number {
  return at?.line ?? 0;
}

function column({ at }: Finding): number {
  return at?.column ?? 0;
}
