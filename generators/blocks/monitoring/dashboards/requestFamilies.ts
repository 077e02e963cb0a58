import { type RequestMetrics, type Series, select } from '../objectives/requestMetrics.ts';
import type { MeasuredApp } from '../targets/measuredApp.ts';

/** Apps whose programs say the same of their requests. */
export interface Family {
  readonly requests: RequestMetrics;
  /** Series of all of them. */
  select(series: Series): string;
}

/**
 * Families of apps, by the metrics of their requests; apps that say nothing are in none. They are told by metrics and
 * namespaces, not by name: a new app changes no chart about all of them.
 */
export function requestFamilies(apps: readonly MeasuredApp[]): readonly Family[] {
  const speaking = apps.flatMap((app) => (app.requests ? [{ app, requests: app.requests }] : []));
  return [...Map.groupBy(speaking, ({ requests }) => JSON.stringify(requests)).values()].flatMap((members) => {
    const [first] = members;
    if (!first) return [];
    const namespaces = oneOf('namespace', new Set(members.map(({ app }) => app.namespace)));
    return [{ requests: first.requests, select: (series) => select(series, namespaces) }];
  });
}

function oneOf(label: string, values: ReadonlySet<string>): string {
  const all = [...values];
  return all.length === 1 ? `${label}="${all[0]}"` : `${label}=~"${all.join('|')}"`;
}
