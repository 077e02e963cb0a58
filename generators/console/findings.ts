import type { Finding, Scope, Severity } from '../model/finding.ts';
import { formatPosition } from '../model/position.ts';
import type { Style } from './colour.ts';
import { visible } from './visible.ts';

/** One finding that holds in several places, shown once. */
export interface Collapsed extends Omit<Finding, 'in'> {
  readonly in: readonly Scope[];
}

const rank: Record<Severity, number> = { error: 0, warning: 1, note: 2 };

/** Joins findings that differ only in their scope. Sorted by severity, then by place as a person reads files: same input, same order. */
export function collapse(findings: readonly Finding[]): Collapsed[] {
  const groups = new Map<string, Finding & { in: Scope[] }>();
  for (const finding of findings) {
    const { in: scope, ...same } = finding;
    const key = JSON.stringify(same);
    const group = groups.get(key) ?? { ...same, in: [] };
    if (scope) group.in.push(scope);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => rank[a.severity] - rank[b.severity] || compare(sortKey(a), sortKey(b)));
}

function sortKey({ code, at, object, field, message }: Finding): string {
  const place = at ? `${at.file}:${String(at.line).padStart(7)}:${String(at.column).padStart(5)}` : '';
  return [place, code, object, field, message].join('\0');
}

/** One block per distinct finding: severity, code and place; what is wrong; how to mend it; where it holds. */
export function formatFindings(findings: readonly Finding[], style: Style): string {
  return collapse(findings)
    .map((finding) => formatFinding(finding, style))
    .join('\n');
}

const paint: Record<Severity, keyof Pick<Style, 'red' | 'yellow' | 'cyan'>> = {
  error: 'red',
  warning: 'yellow',
  note: 'cyan',
};

function formatFinding(finding: Collapsed, style: Style): string {
  const { severity, code, at, object, field, message, fix } = finding;
  const head = [style[paint[severity]](severity), style.bold(code)];
  for (const part of [at ? formatPosition(at) : undefined, object, field])
    if (part !== undefined) head.push(visible(part));
  const lines = [head.join('  '), `  ${visible(message)}`];
  if (at && style.frame) lines.push(...style.frame(at));
  lines.push(`  ${style.dim('fix')}  ${visible(fix)}`);
  const places = placesOf(finding.in);
  if (places.length > 0) lines.push(`  ${style.dim('in')}   ${places.join(', ')}`);
  return `${lines.join('\n')}\n`;
}

/** Where a finding holds: `production/aws-us-east-1/api`, each once, sorted. */
export function placesOf(scopes: readonly Scope[]): string[] {
  const names = scopes.map(({ environment, cluster, app }) =>
    [environment, cluster, app].filter((part) => part !== undefined).join('/'),
  );
  return [...new Set(names)].filter((name) => name !== '').sort(compare);
}

/** What a finding says, in lines, where its severity, code and place are told apart from that. */
export function saidBy({ object, field, message, fix, in: scopes }: Collapsed): string[] {
  const about = [object, field].filter((part) => part !== undefined).join(' ');
  const places = placesOf(scopes);
  return [
    ...(about === '' ? [] : [about]),
    message,
    `Fix: ${fix}`,
    ...(places.length > 0 ? [`In: ${places.join(', ')}`] : []),
  ];
}

/** Findings that somebody may have to act on: all but notes. */
export function urgent(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity }) => severity !== 'note');
}

/** `2 errors, 1 warning, 3 declared exceptions, 1 note`; `nothing found` when there is nothing. */
export function countFindings(findings: readonly Finding[]): string {
  const distinct = collapse(findings);
  const kinds = ['error', 'warning', 'declared exception', 'note'] as const;
  const kindOf = ({ severity, excepted }: Collapsed) => (excepted ? 'declared exception' : severity);
  const parts = kinds
    .map((kind) => ({ kind, count: distinct.filter((finding) => kindOf(finding) === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count} ${kind}${count === 1 ? '' : 's'}`);
  return parts.length > 0 ? parts.join(', ') : 'nothing found';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
