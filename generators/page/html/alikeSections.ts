import type { Alike } from '../model/report.ts';
import { html, type Markup, type Piece } from './html.ts';

/** Names of clusters that are written out; of more, the others are counted. */
const named = 6;

/** Rows of clusters, once for those that have the same. */
export function ofClusters<Row>(
  all: readonly Alike<Row>[],
  clusters: number,
  show: (rows: readonly Row[], caption: (of: string) => Piece, one: Alike<Row>) => Markup,
): readonly Markup[] {
  return all.map((one) => {
    const where = one.clusters.length === clusters && clusters > 1 ? 'all clusters' : some(one.clusters);
    return show(one.rows, (of) => html`${of} in ${where}`, one);
  });
}

/** Some names, and how many more there are. */
export function some(names: readonly string[]): string {
  if (names.length <= named) return names.join(', ');
  return `${names.slice(0, named - 1).join(', ')} and ${names.length - named + 1} more`;
}
