import { createRequire } from 'node:module';
import type { Finding } from '../../model/finding.ts';
import type { Catalogue } from '../../model/fleet.ts';
import { cronPatterns } from '../../model/settings/scalars.ts';
import { type Document, findingAt } from '../document.ts';
import { schemaOf } from '../schemas.ts';
import { quote } from '../show.ts';
import { countOf } from '../words.ts';
import { entriesOf, itemsOf, type Path, type Written } from '../written.ts';

/** What of a JSON Schema leads to the schedules in it. */
interface Node {
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly patternProperties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly oneOf?: readonly Node[];
  readonly anyOf?: readonly Node[];
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, Node>>;
}

interface Found {
  readonly path: Path;
  readonly text: string;
  readonly at: number;
  readonly fields: 5 | 6;
}

/** Hours between two full backups, at least: each reads the whole database, and several would soon overlap. */
const hoursApart = 6;

/**
 * Cron schedules that no parser takes, that never run, and full backups that run too often. What a schedule means is
 * asked of a library, which counts days of the month and of the week as the operators do: one of the two is enough.
 */
export function checkSchedules(document: Document, catalogue: Catalogue): Finding[] {
  const root = schemaOf('environment', catalogue) as Node;
  const found = new Map([...within(root, root, document.root, [])].map((one) => [one.path.join('\n'), one]));
  return [...found.values()].flatMap((one) => {
    const mistake = mistakeOf(one);
    if (!mistake) return [];
    const at = document.source.position(one.at);
    return [findingAt(document, one.path, mistake.code, `${quote(one.text)} ${mistake.says}.`, mistake.fix, at)];
  });
}

/** Every written value whose schema, or a form of it, is that of a schedule. */
function* within(root: Node, schema: Node, node: Written, path: Path): Generator<Found> {
  if (schema.$ref) {
    const target = root.definitions?.[schema.$ref.replace('#/definitions/', '')];
    if (target) yield* within(root, target, node, path);
  }
  for (const form of [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])]) yield* within(root, form, node, path);
  for (const [key, { value }] of entriesOf(node)) {
    const inner = schema.properties?.[key] ?? Object.values(schema.patternProperties ?? {})[0];
    if (inner) yield* within(root, inner, value, [...path, key]);
  }
  for (const [index, item] of itemsOf(node).entries()) {
    if (schema.items) yield* within(root, schema.items, item, [...path, index]);
  }
  if (node.kind !== 'scalar' || typeof node.value !== 'string' || node.broken) return;
  for (const fields of [5, 6] as const) {
    const isOne = schema.pattern === cronPatterns[fields] && new RegExp(schema.pattern).test(node.value);
    if (isOne) yield { path, text: node.value, at: node.at, fields };
  }
}

interface Mistake {
  readonly code: string;
  readonly says: string;
  readonly fix: string;
}

function mistakeOf({ path, text, fields }: Found): Mistake | undefined {
  const weekday = text.split(' ').at(-1) ?? '';
  if (/(^|[,-])7/.test(weekday)) {
    return { code: 'malformed-value', says: 'has 7 as a day of the week', fix: 'Write 0 or SUN for Sunday.' };
  }
  // Loaded where a schedule is written at all.
  const { Cron } = createRequire(import.meta.url)('croner') as typeof import('croner');
  const options = { mode: `${fields}-part`, sloppyRanges: true, timezone: 'UTC' } as const;
  try {
    const runs = new Cron(text.replaceAll('?', '*'), options).nextRuns(40, new Date(Date.UTC(2026, 0, 1)));
    if (runs.length === 0) {
      return { code: 'schedule-never-runs', says: 'never runs: no month has that day', fix: 'Name a day that comes.' };
    }
    return path.some((key) => key === 'backup' || key === 'backups') ? tooOften(runs) : undefined;
  } catch (error) {
    const [, why = 'it is none'] = /^CronPattern: (.*?)\.?$/.exec(error instanceof Error ? error.message : '') ?? [];
    return { code: 'malformed-value', says: `is no schedule: ${why}`, fix: 'Correct it.' };
  }
}

function tooOften(runs: readonly Date[]): Mistake | undefined {
  const gaps = runs.slice(1).map((run, index) => run.getTime() - (runs[index]?.getTime() ?? 0));
  const least = Math.min(...gaps) / 3_600_000;
  if (least >= hoursApart) return undefined;
  const [amount, unit] = least < 1 ? [Math.round(least * 60), 'minute'] : [Math.round(least * 10) / 10, 'hour'];
  return {
    code: 'backups-too-often',
    says: `makes a full backup ${countOf(amount, unit)} after another`,
    fix: `Leave at least ${hoursApart} hours between two: a day is usual, and the log is archived meanwhile.`,
  };
}
