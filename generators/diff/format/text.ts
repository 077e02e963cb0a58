import type { Style } from '../../console/colour.ts';
import { counted } from '../../console/counted.ts';
import { nameOfPart } from '../../files/fleetPart.ts';
import { formatPosition } from '../../model/position.ts';
import { blocksOf, type ChangeBlock } from '../changeBlocks.ts';
import { dangers } from '../dangers/consequence.ts';
import type { Diff } from '../diff.ts';
import { blockHead, blockLines, settingWords } from './blockLines.ts';
import { capacityLines } from './capacityLines.ts';
import { withoutControls } from './value.ts';

/** A diff in parts: what every format shows, in this order. */
export interface Parts {
  readonly head: string;
  /** One line: what a reviewer must not miss; undefined where there is nothing. */
  readonly danger: string | undefined;
  readonly blocks: readonly { readonly head: string; readonly lines: readonly string[]; readonly rank: number }[];
  /** Headed lists: settings without effect, new findings, capacity, Applications. */
  readonly lists: readonly { readonly head: string; readonly lines: readonly string[] }[];
  readonly totals: string;
}

/** Puts a diff into words. */
export async function diffParts(diff: Diff): Promise<Parts> {
  const blocks = blocksOf(diff.changes);
  const counts = countDangers(diff);
  return {
    head: `diff with ${diff.base}${diff.limit ? `, limited to ${nameOfPart(diff.limit.part)}` : ''}: ${diff.overlays.changed} of ${diff.overlays.all} overlays differ, ${counted(new Set(blocks.flatMap(({ apps }) => apps)).size, 'app')}`,
    danger: counts.length > 0 ? counts.join(', ') : undefined,
    blocks: await Promise.all(
      blocks.map(async (block) => ({
        ...safe({ head: blockHead(block), lines: await blockLines(block) }),
        rank: block.rank,
      })),
    ),
    lists: listsOf(diff).map(safe),
    totals: `${totalsOf(diff, blocks)}${elsewhere(diff)}`,
  };
}

/** Names of fields and reasons of people are in these lines: none of them controls a terminal. */
function safe({ head, lines }: Parts['lists'][number]): Parts['lists'][number] {
  return { head: withoutControls(head), lines: lines.map(withoutControls) };
}

/** How often each danger comes, the worst first. */
function countDangers({ changes }: Diff): string[] {
  const all = changes.flatMap(({ consequences }) => [...new Set(consequences.map(({ danger }) => danger))]);
  return Object.entries(dangers).flatMap(([danger, words]) => {
    const times = all.filter((one) => one === danger).length;
    return times === 0 ? [] : [`${words}: ${counted(times, 'object')}`];
  });
}

function listsOf(diff: Diff): Parts['lists'] {
  const seen = new Set(diff.changes.flatMap(({ causes }) => causes.map(({ at }) => formatPosition(at))));
  const silent = diff.settings.filter(({ at }) => !seen.has(formatPosition(at)));
  const lists = [
    {
      head: 'Settings from which no object follows',
      lines: silent.map((one) => `  ${formatPosition(one.at)}  ${settingWords(one)}`),
    },
    {
      head: 'To be made before the merge',
      lines: (diff.needed ?? []).map(
        ({ message, at, in: where }) =>
          `  ${[where?.environment, where?.cluster].filter(Boolean).join('/')}: ${message}${at ? ` ${formatPosition(at)}` : ''}`,
      ),
    },
    {
      head: 'New findings about what does not differ',
      lines: diff.beside.map(
        ({ code, object, message, in: where }) =>
          `  ${where?.environment}/${where?.cluster} ${object}: ${message} (${code})`,
      ),
    },
    { head: 'Capacity', lines: capacityLines(diff.capacity, diff.currency) },
    { head: 'Applications added', lines: diff.applications.added.map((name) => `  + ${name}`) },
    { head: 'Applications removed', lines: diff.applications.removed.map((name) => `  - ${name}`) },
  ];
  return lists.filter(({ lines }) => lines.length > 0);
}

/** What a limited diff does not show: never a silence that looks like nothing. */
function elsewhere({ limit }: Diff): string {
  if (!limit) return '';
  return limit.elsewhere === 0
    ? ' Elsewhere no object differs.'
    : ` Not shown: ${counted(limit.elsewhere, 'object')} elsewhere.`;
}

function totalsOf({ changes, limit, overlays }: Diff, blocks: readonly ChangeBlock[]): string {
  if (changes.length === 0)
    return `No object of ${limit ? 'these clusters' : 'any cluster'} differs, in ${counted(overlays.all, 'overlay')}.`;
  const of = (kind: string) => changes.filter((change) => change.kind === kind).length;
  const distinct = blocks.reduce((sum, { said }) => sum + said.length, 0);
  const unchanged = counted(overlays.all - overlays.changed, 'overlay');
  return `${counted(of('added'), 'object')} added, ${of('changed')} changed, ${of('removed')} deleted (${distinct} distinct). ${unchanged} unchanged.`;
}

/** A diff for people: danger first, then apps. */
export async function formatDiffText(diff: Diff, style: Style): Promise<string> {
  const { head, danger, blocks, lists, totals } = await diffParts(diff);
  return [
    head,
    ...(danger ? [`${style.red('DANGER')}  ${danger}`] : []),
    '',
    ...blocks.flatMap(({ head: title, lines }) => [style.bold(title), ...lines.map((line) => paint(line, style)), '']),
    ...lists.flatMap(({ head: title, lines }) => [style.bold(title), ...lines, '']),
    totals,
    '',
  ].join('\n');
}

function paint(line: string, style: Style): string {
  const [sign] = line.trimStart();
  if (sign === '+') return style.green(line);
  if (sign === '-') return style.red(line);
  if (sign === '!') return style.yellow(line);
  return line.startsWith('  cause') ? style.dim(line) : line;
}
