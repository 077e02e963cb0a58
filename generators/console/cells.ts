import { visible } from './visible.ts';

/**
 * Characters that terminals show two columns wide: https://www.unicode.org/reports/tr11/, and emoji. Half-width forms
 * are of the same scripts, and narrow.
 */
const wide =
  /^(?![\uff61-\uffdc])(?:[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation})|\ufe0f/u;

/** Columns between tab stops. */
const tab = 4;

const segmenter = new Intl.Segmenter();

/** A character as a terminal shows it. */
export interface Cell {
  /** Offset of its end in the line. */
  readonly end: number;
  readonly text: string;
  /** Columns before it, and its own. */
  readonly column: number;
  readonly width: number;
}

/** A line as a terminal shows it: tabs as spaces, control characters escaped, wide characters counted as two columns. */
export function cellsOf(line: string): readonly Cell[] {
  let column = 0;
  return Array.from(segmenter.segment(line), ({ segment, index }): Cell => {
    const text = segment === '\t' ? ' '.repeat(tab - (column % tab)) : visible(segment);
    const width = text !== segment ? text.length : wide.test(segment) ? 2 : 1;
    const cell = { end: index + segment.length, text, column, width };
    column += width;
    return cell;
  });
}

/** The columns of a line. */
export function widthOf(cells: readonly Cell[]): number {
  const last = cells.at(-1);
  return last ? last.column + last.width : 0;
}

/** The columns of a line from `start` on, as many as there are; `…` stands for what is left out. */
export function cut(cells: readonly Cell[], start: number, columns: number): string {
  const first = start > 0 ? start + 1 : 0;
  const end = widthOf(cells) > start + columns ? start + columns - 1 : Infinity;
  const inside = cells.filter(({ column, width }) => column >= first && column + width <= end);
  const gap = ' '.repeat(Math.max(0, (inside[0]?.column ?? 0) - first));
  const text = inside.map(({ text }) => text).join('');
  return `${start > 0 && widthOf(cells) > start ? `…${gap}` : ''}${text}${end === Infinity ? '' : '…'}`;
}
