/** A progress line: one line that names the current work. */
export interface Progress {
  /** Sets the text of the line. It is cheap to call often. */
  update(text: string): void;
  /** Clears the line: when the work is done, and before other output. A later `update` shows it again. */
  end(): void;
}

/** The part of a stream that progress needs, for example `process.stderr`. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** A progress line that shows nothing. */
export const silent: Progress = { update: () => {}, end: () => {} };

const patience = 1000;
const interval = 100;

/**
 * Shows progress on a terminal, as one line redrawn at most ten times a second, and only once a second has passed since
 * it was created. Anywhere else it writes nothing. Its timer keeps no process alive.
 */
export function createProgress(stream: ProgressStream): Progress {
  if (stream.isTTY !== true) return silent;
  let due = performance.now() + patience;
  let current = '';
  let drawn = '';
  let timer: NodeJS.Timeout | undefined;
  const draw = () => {
    timer = undefined;
    due = performance.now() + interval;
    if (current !== drawn) stream.write(`\r\u001B[2K${current}`);
    drawn = current;
  };
  return {
    update(text) {
      current = cut(text, (stream.columns ?? 80) - 1);
      const wait = due - performance.now();
      if (wait <= 0) {
        clearTimeout(timer);
        draw();
      } else timer ??= setTimeout(draw, wait).unref();
    },
    end() {
      clearTimeout(timer);
      timer = undefined;
      if (drawn !== '') stream.write('\r\u001B[2K');
      drawn = '';
    },
  };
}

/** The text cut to the width of the terminal: a wrapped line could not be redrawn. */
function cut(text: string, columns: number): string {
  const line = text.replaceAll(/\p{Cc}+/gu, ' ');
  return line.length <= columns ? line : `${line.slice(0, Math.max(0, columns - 1))}…`;
}
