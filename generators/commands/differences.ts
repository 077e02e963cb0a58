import type { Style } from '../console/colour.ts';
import { renderDiff } from '../console/diff.ts';
import { contentOf, type Difference } from '../emit/difference.ts';

/** Files that generating would change, for `generate -- --check`. */
export interface Differences {
  readonly total: number;
  readonly files: readonly FileDifference[];
}

export interface FileDifference {
  readonly path: string;
  readonly kind: Difference['kind'];
  /** What a person edits to change this file. */
  readonly source?: string;
  /** Lines of a unified diff from what is on disk to what the model says. */
  readonly diff: readonly string[];
}

/** Lines of diff that `--check` shows altogether; further lines are counted. */
const limit = 400;

export async function describeDifferences(root: string, found: readonly Difference[]): Promise<Differences> {
  let left = limit;
  const files: FileDifference[] = [];
  for (const difference of found) {
    const { path, kind } = difference;
    const before = contentOf(root, difference)?.toString() ?? '';
    const after = kind === 'stale' ? '' : difference.wanted.content;
    const diff = left > 0 && kind === 'changed' ? await renderDiff(before, after, { limit: Math.min(40, left) }) : [];
    left -= diff.length;
    files.push({ path, kind, ...(kind === 'stale' ? {} : { source: difference.wanted.source }), diff });
  }
  return { total: found.length, files };
}

const words = { missing: 'to be written', changed: 'to be changed', stale: 'to be removed' } as const;

export function formatDifferences({ files }: Differences, style: Style): string {
  const paint = (line: string) =>
    line.startsWith('+') ? style.green(line) : line.startsWith('-') ? style.red(line) : line;
  return files
    .map(({ path, kind, source, diff }) => {
      const from = source ? style.dim(`  from ${source}`) : '';
      return [`${style.bold(path)}  ${words[kind]}${from}`, ...diff.map((line) => `  ${paint(line)}`), ''].join('\n');
    })
    .join('');
}
