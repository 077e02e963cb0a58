import { rankOf } from '../dangers/consequence.ts';
import type { Diff } from '../diff.ts';
import { diffParts, type Parts } from './text.ts';

/**
 * What a comment holds, https://docs.github.com/rest/issues/comments, with room for the lines that `npm run comment` adds.
 */
const commentLimit = 65_536 - 1_000;

/** Names the comment, so that a pipeline updates it in place instead of adding another one. */
export const commentMark = '<!-- mobile-backend-gitops: diff -->';

/**
 * A diff as a comment of a pull request. Where it is too long, whole blocks are left out, the least dangerous first, and
 * counted; no block is cut.
 */
export async function formatDiffMarkdown(diff: Diff, limit = commentLimit): Promise<string> {
  const parts = await diffParts(diff);
  const frame = (blocks: string, left: number) =>
    [
      commentMark,
      `### ${escapeInline(parts.head)}`,
      ...(parts.danger ? ['', `**${escapeInline(parts.danger)}**`] : []),
      '',
      blocks,
      ...(left > 0 ? [`${left} more blocks are left out; \`npm run diff\` prints them all.`, ''] : []),
      escapeInline(parts.totals),
      '',
    ].join('\n');
  const all = [
    ...parts.lists.map((list) => folded(list, true)),
    ...parts.blocks.map((block) => folded(block, block.rank < rankOf('stays'))),
  ];
  // Lists come last, but are the last to be left out: they are short, and say what blocks do not.
  const order = [...all.slice(parts.lists.length), ...all.slice(0, parts.lists.length)];
  for (let shown = parts.blocks.length; shown >= 0; shown--) {
    const kept = [...order.slice(0, shown), ...order.slice(parts.blocks.length)];
    const text = frame(kept.join('\n'), parts.blocks.length - shown);
    if (text.length <= limit) return text;
  }
  return frame('', parts.blocks.length + parts.lists.length);
}

/** A folded block, open where it is dangerous. Its lines are code, so nothing in them is read as Markdown or HTML. */
function folded({ head, lines }: Parts['lists'][number], open: boolean): string {
  const fence = '`'.repeat(
    Math.max(3, ...lines.flatMap((line) => line.match(/`+/g) ?? []).map(({ length }) => length + 1)),
  );
  return [
    `<details${open ? ' open' : ''}><summary>${escapeHtml(head)}</summary>`,
    '',
    `${fence}text`,
    ...lines,
    fence,
    '',
    '</details>',
    '',
  ].join('\n');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Names of branches and apps stand in running text: no character of them is Markdown, a link or a mention. */
function escapeInline(text: string): string {
  return escapeHtml(text).replaceAll(/[\\`*_[\]#@|~]/g, (char) => `\\${char}`);
}
