import { CST, Lexer, Parser } from 'yaml';

/** The deepest nesting of values; settings need less than ten levels. */
export const deepest = 50;

/** A token of interest besides the values, with its offset. */
export interface Mark {
  readonly type: CST.TokenType | null;
  readonly at: number;
  readonly source: string;
}

/** A file's concrete syntax. */
export interface Tokens {
  /** The input of the `yaml` package's composer. Incomplete when `tooDeep` is set. */
  readonly tokens: readonly CST.Token[];
  /** Anchors, aliases, tags, directives, and texts in quotes. */
  readonly marks: readonly Mark[];
  /** The offset at which nesting passes {@link deepest}: parsing stopped there. */
  readonly tooDeep?: number;
}

const marked: ReadonlySet<Mark['type']> = new Set<Mark['type']>([
  'anchor',
  'alias',
  'tag',
  'directive-line',
  'single-quoted-scalar',
  'double-quoted-scalar',
]);

/**
 * Splits a text into tokens without recursion, so that neither deep nesting nor a bomb of aliases costs time: no alias
 * is expanded, and it stops where the nesting is too deep.
 */
export function tokenize(text: string): Tokens {
  const tokens: CST.Token[] = [];
  const marks: Mark[] = [];
  const parser = new Parser();
  for (const source of new Lexer().lex(text)) {
    const type = CST.tokenType(source);
    const at = parser.offset;
    if (marked.has(type)) marks.push({ type, at, source });
    for (const token of parser.next(source)) tokens.push(token);
    // The document itself is the first entry of the stack.
    if (parser.stack.length - 1 > deepest) return { tokens, marks, tooDeep: at };
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, marks };
}
