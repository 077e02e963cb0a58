import { renderDiff } from '../../console/diff.ts';
import { formatPosition } from '../../model/position.ts';
import type { Block, Said } from '../blocks.ts';
import type { Cause } from '../causes/causesOf.ts';
import { dangers } from '../dangers/consequence.ts';
import type { FieldChange } from '../objects/fieldChanges.ts';
import { formatValue, isLong } from './value.ts';

/** A line of a block: its first character says what it is, so that formats can paint it. */
export type Line = string;

const words = { added: '+', removed: '-', changed: '~' } as const;

/** The heading of a block: what happens, to which app, where. */
export function blockHead({ app, places, objects }: Block): Line {
  const kinds = new Set(objects.map(({ kind }) => kind));
  const [only = 'changed'] = kinds;
  return `${words[kinds.size === 1 ? only : 'changed']} ${app}  ${places.join(', ')}`;
}

/** The lines below the heading: objects with their fields, what follows, and what was edited. */
export async function blockLines(block: Block): Promise<Line[]> {
  const objects = await Promise.all(block.objects.map(objectLines));
  return [...objects.flat(), ...block.causes.slice(0, most).map(causeLine), ...rest(block.causes.length)];
}

/** How many causes of a block are listed. */
const most = 5;
const rest = (count: number) => (count > most ? [`  cause  … and ${count - most} more edits`] : []);

async function objectLines({ kind, object, namespace, fields, consequences }: Said): Promise<Line[]> {
  const where = namespace === undefined ? '' : ` in ${namespace}`;
  const what = kind === 'changed' ? '' : kind === 'added' ? '  added' : '  deleted';
  const lines = [`  ${words[kind]} ${object}${where}${what}`];
  for (const field of fields) lines.push(...(await fieldLines(field)));
  for (const { danger, words: text, field } of consequences) {
    const at = field === undefined || kind !== 'changed' ? '' : `${field}: `;
    lines.push(`    ! ${dangers[danger]}: ${at}${text}`);
  }
  return lines;
}

async function fieldLines({ field, from, to }: FieldChange): Promise<Line[]> {
  if (from !== undefined && to !== undefined && isLong(from, to)) {
    const lines = await renderDiff(String(from), String(to), { limit: 20 });
    return [`      ${field}`, ...lines.map((line) => `        ${line}`)];
  }
  if (from === undefined) return [`    + ${field}  ${formatValue(to)}`];
  if (to === undefined) return [`    - ${field}  ${formatValue(from)}`];
  return [`      ${field}  ${formatValue(from)} → ${formatValue(to)}`];
}

function causeLine({ at, setting }: Cause): Line {
  if (!setting) return `  cause  ${at.file}`;
  return `  cause  ${formatPosition(at)}  ${settingWords(setting)}`;
}

/** A setting with its values: what is missing on one side was not set. */
export function settingWords({ field, from, to }: FieldChange): string {
  const value = (one: unknown) => (one === undefined ? 'not set' : formatValue(one));
  return `${field}  ${value(from)} → ${value(to)}`;
}
