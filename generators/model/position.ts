/** A place in a hand-written file. Lines and columns count from 1, as editors do. */
export interface Position {
  /** Path from the repository root, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** `file:line:column`, the form that terminals and editors turn into a link. */
export function formatPosition({ file, line, column }: Position): string {
  return `${file}:${line}:${column}`;
}
