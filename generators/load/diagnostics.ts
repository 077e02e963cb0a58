/** One error of TypeScript. */
export interface Diagnostic {
  /** Path from the folder it ran in, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** `2322` of TS2322. */
  readonly code: number;
  /** The message, and below it what it follows from, one reason deeper in each line. */
  readonly lines: readonly string[];
}

/** The output of the compiler. */
export interface Diagnostics {
  readonly errors: readonly Diagnostic[];
  /** Errors that no file has: of the compiler's own options or installation. */
  readonly general: readonly string[];
  /** With `--listFiles`: absolute paths of all files that it read. */
  readonly files: readonly string[];
}

/** Reads what `tsc --pretty false` prints: `apps/api.ts(12,5): error TS2322: Type …`, reasons indented below. */
export function readDiagnostics(output: string): Diagnostics {
  const errors: (Omit<Diagnostic, 'lines'> & { lines: string[] })[] = [];
  const general: string[] = [];
  const files: string[] = [];
  for (const line of output.split(/\r?\n/)) {
    const [, file = '', row, column, code, message = ''] =
      /^(.+?)\((\d+),(\d+)\): error TS(\d+): (.*)$/.exec(line) ?? [];
    if (file) errors.push({ file, line: Number(row), column: Number(column), code: Number(code), lines: [message] });
    else if (/^error TS\d+: /.test(line)) general.push(line);
    else if (/^\s/.test(line)) errors.at(-1)?.lines.push(line.trim());
    else if (line !== '') files.push(line);
  }
  return { errors, general, files };
}
