import { stripVTControlCharacters } from 'node:util';

/** Blocks of text about what happens again and again. */
export interface Screen {
  /** A new round begins: what it is about. */
  begin(head: string): void;
  /** Adds a block of the round. */
  add(text: string): void;
  /** Ends the round with a line that is shown whatever fits. */
  end(line: string): void;
}

/** The part of a stream that a screen needs. */
export interface ScreenStream {
  readonly isTTY?: boolean;
  readonly rows?: number;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Clears the terminal and goes to its top: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html */
const clear = '\u001B[2J\u001B[H';

/**
 * On a terminal each round takes the place of the one before, as soon as it has something to say, and is cut where the
 * terminal ends; anywhere else blocks are appended.
 * @param cut says that so many lines do not fit
 */
export function createScreen(stream: ScreenStream, cut: (lines: number) => string): Screen {
  if (stream.isTTY !== true) {
    const add = (text: string) => void stream.write(`${text}\n`);
    return { begin: (head) => add(`== ${head}`), add, end: add };
  }
  let head = '';
  let blocks: string[] = [];
  const draw = (foot: string) => {
    stream.write(`${clear}${fit([head, '', ...blocks].join('\n'), stream, cut)}\n${foot}`);
  };
  return {
    begin(text) {
      head = text;
      blocks = [];
    },
    add(text) {
      blocks.push(text);
      draw('');
    },
    end: (line) => draw(`${line}\n`),
  };
}

/** What fits on the terminal, with a line for what does not, one for the end and one for the cursor. */
function fit(text: string, { rows = 24, columns = 80 }: ScreenStream, cut: (lines: number) => string): string {
  const lines = text.split('\n');
  let left = rows - 3;
  const shown = lines.filter((line) => {
    left -= Math.max(1, Math.ceil(stripVTControlCharacters(line).length / columns));
    return left >= 0;
  });
  if (shown.length === lines.length) return text;
  return `${shown.join('\n')}\n${cut(lines.length - shown.length)}`;
}
