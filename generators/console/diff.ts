import { type Style, withoutColour } from './colour.ts';
import { counted } from './counted.ts';
import { visible } from './visible.ts';

/** How a difference of two texts is shown. */
export interface DiffOptions {
  /** Lines shown before the rest is counted; default 40. */
  readonly limit?: number;
  /** Default: no colour. */
  readonly style?: Style;
}

/**
 * Limit of edits beyond which two texts count as altogether different: the time for the shortest edit script grows with
 * its square.
 */
const maxEditLength = 1000;

/**
 * The lines that turn one text into another, in the unified format with three lines around each change and no file
 * names. Lines beyond the limit are counted in a last line; nothing is left out silently, and no line is cut.
 * Characters that control a terminal are escaped. Empty for equal texts.
 *
 * The diff is that of the package `diff`, which is loaded at the first call, so a run without differences does not load
 * it.
 */
export async function renderDiff(before: string, after: string, options: DiffOptions = {}): Promise<string[]> {
  const { limit = 40, style = withoutColour } = options;
  const { formatPatch, OMIT_HEADERS, structuredPatch } = await import('diff/lib/patch/create.js');
  const patch = structuredPatch('', '', before, after, undefined, undefined, { context: 3, maxEditLength });
  if (patch === undefined) {
    return [style.dim(`… ${counted(lines(before), 'line')} became ${lines(after)}, nearly all of them different`)];
  }
  const all = patch.hunks.length === 0 ? [] : formatPatch(patch, OMIT_HEADERS).split('\n').slice(0, -1);
  const shown = all.slice(0, limit).map((line) => paint(style, visible(line)));
  const rest = all.slice(limit);
  if (rest.length === 0) return shown;
  const [added, removed] = ['+', '-'].map((sign) => rest.filter((line) => line.startsWith(sign)).length);
  return [...shown, style.dim(`… ${counted(rest.length, 'more line')}: ${added} added, ${removed} removed`)];
}

function paint(style: Style, line: string): string {
  if (line.startsWith('+')) return style.green(line);
  if (line.startsWith('-')) return style.red(line);
  return line.startsWith('@') ? style.cyan(line) : line;
}

function lines(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}
