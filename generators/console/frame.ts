import { readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Position } from '../model/position.ts';
import { cellsOf, cut, widthOf } from './cells.ts';
import type { Style } from './colour.ts';

/** Frames of one run: more of them hide what they are about. */
const most = 20;

/** Bytes of a file, and characters of a line, that are quoted: what people write is smaller. */
const largest = { file: 1_000_000, line: 10_000 };

/** Where frames come from, and how wide and coloured they are. */
export interface FrameOptions {
  /** The repository that positions are in: absolute. */
  readonly root: string;
  /** Width of the terminal. */
  readonly columns: number;
  readonly style: Style;
}

/**
 * Makes a function that shows the line of a position, the line before it, and a caret below the column. Each position is
 * shown once, and twenty of them in a run. Empty where nothing can be shown: the file is gone, shorter than it was, too
 * large or outside the repository; or where the position is about a file as a whole (1:1).
 */
export function createFrames({ root, columns, style }: FrameOptions): (at: Position) => readonly string[] {
  const shown = new Set<string>();
  return ({ file, line, column }) => {
    const place = `${file}:${line}:${column}`;
    if (shown.size >= most || shown.has(place) || (line === 1 && column === 1)) return [];
    const lines = linesIn(root, file);
    const [before, text] = [lines[line - 2], lines[line - 1]];
    if (text === undefined || text.length > largest.line) return [];
    shown.add(place);
    const gutter = String(line).length;
    const width = Math.max(20, columns - gutter - 6);
    const cells = cellsOf(text);
    const caret = cells.find(({ end }) => end >= column)?.column ?? widthOf(cells);
    const start = widthOf(cells) <= width ? 0 : Math.max(0, caret - Math.floor(width / 2));
    const quote = (number: string, quoted: string) => `  ${style.dim(`${number.padStart(gutter)} │`)} ${quoted}`;
    const context = before === undefined || before.length > largest.line ? [] : [cut(cellsOf(before), start, width)];
    return [
      ...context.map((quoted) => quote(String(line - 1), quoted)),
      quote(String(line), cut(cells, start, width)),
      quote('', `${' '.repeat(caret - start)}${style.red('^')}`),
    ];
  };
}

/** The lines of a file of the repository; none where it cannot be read, or a link leads out of the repository. */
function linesIn(root: string, file: string): readonly string[] {
  try {
    const path = realpathSync(join(root, file));
    const found = statSync(path);
    const isInside = path.startsWith(`${realpathSync(root)}${sep}`);
    if (!isInside || !found.isFile() || found.size > largest.file) return [];
    // As those count lines who gave the position: https://tc39.es/ecma262/#sec-line-terminators, and YAML.
    return readFileSync(path, 'utf8').split(file.endsWith('.ts') ? /\r\n|[\n\r\u2028\u2029]/ : /\r?\n/);
  } catch {
    // It is gone or may not be read: the finding is shown without its line.
    return [];
  }
}
