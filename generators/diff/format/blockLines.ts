import { renderDiff } from '../../console/diff.ts';
import { isJsonObject } from '../../model/json.ts';
import { formatPosition } from '../../model/position.ts';
import type { Cause } from '../causes/causesOf.ts';
import type { ChangeBlock, Said } from '../changeBlocks.ts';
import { dangers } from '../dangers/consequence.ts';
import type { FieldChange } from '../objects/fieldChanges.ts';
import { formatValue, isLong } from './value.ts';

/** A line of a block: its first character says what it is, so that formats can paint it. */
export type Line = string;

const words = { added: '+', removed: '-', changed: '~' } as const;

/** The heading of a block: what happens, to which app, where. */
export function blockHead({ apps, places, said }: ChangeBlock): Line {
  const kinds = new Set(said.map(({ kind }) => kind));
  const [only = 'changed'] = kinds;
  return `${words[kinds.size === 1 ? only : 'changed']} ${apps.join(', ')}  ${places.join(', ')}`;
}

/** The lines below the heading: objects with their fields, what follows, and what was edited. */
export async function blockLines(block: ChangeBlock): Promise<Line[]> {
  const said = await Promise.all(block.said.map((one) => saidLines(one, block.apps)));
  return [...said.flat(), ...block.causes.slice(0, most).map(causeLine), ...rest(block.causes.length)];
}

/** How many causes of a block are listed. */
const most = 5;
const rest = (count: number) => (count > most ? [`  cause  … and ${count - most} more edits`] : []);

async function saidLines(
  { kind, objects, namespace, fields, consequences }: Said,
  apps: readonly string[],
): Promise<Line[]> {
  const where = namespace === undefined ? '' : ` in ${namespace}`;
  const isLeft = consequences.some(({ danger }) => danger === 'abandons');
  const what = { changed: '', added: '  added', removed: isLeft ? '  no longer in git' : '  deleted' }[kind];
  const lines = [`  ${words[kind]} ${namesOf(objects, apps)}${where}${what}`];
  for (const field of fields) lines.push(...(await fieldLines(field)));
  for (const { danger, words: text, field } of consequences) {
    const isSaid = field === undefined || kind !== 'changed' || text.startsWith(`${field} `);
    const at = isSaid ? '' : `${field}: `;
    lines.push(`    ! ${dangers[danger]}: ${at}${text}`);
  }
  return lines;
}

/** Objects of one kind with their names; those that are called like their apps need none. */
function namesOf(objects: readonly string[], apps: readonly string[]): string {
  const [first = '', ...others] = objects;
  const [kind = ''] = first.split('/');
  const names = objects.map((object) => object.slice(kind.length + 1));
  if (others.length > 0 && names.join() === apps.join()) return kind;
  return [first, ...names.slice(1)].join(', ');
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

/** A setting with its values: what is missing on one side was not set. A cluster is too long to be shown. */
export function settingWords({ field, from, to }: FieldChange): string {
  if (from === undefined && isJsonObject(to)) return `${field}  added`;
  if (to === undefined && isJsonObject(from)) return `${field}  removed`;
  const value = (one: unknown) => (one === undefined ? 'not set' : formatValue(one));
  return `${field}  ${value(from)} → ${value(to)}${outside(field)}`;
}

/** What has to happen outside of git: https://kubernetes.io/releases/version-skew-policy/ */
function outside(field: string): string {
  return /^clusters\[[^\]]+\]\.kubernetes$/.test(field) ? ': upgrade the cluster in its cloud first' : '';
}
