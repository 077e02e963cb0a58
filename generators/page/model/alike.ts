import type { Alike } from './report.ts';

/** Joins clusters whose rows are equal, in the order of the first of each; clusters without rows are left out. */
export function alike<Row>(
  clusters: readonly { readonly cluster: string; readonly rows: readonly Row[] }[],
): readonly Alike<Row>[] {
  const some = clusters.filter(({ rows }) => rows.length > 0);
  return [...Map.groupBy(some, ({ rows }) => JSON.stringify(rows)).values()].map((members) => ({
    clusters: members.map(({ cluster }) => cluster),
    rows: members[0]?.rows ?? [],
  }));
}
