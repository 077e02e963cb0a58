import { CST, Lexer, Parser } from 'yaml';

/** The deepest nesting of values; settings need less than ten levels. */
export const deepest = 50;

/** The most tokens of a settings file: a thousand clusters in one environment have 400,000. */
export const mostTokens = 600_000;

/** A token of interest besides the values, with its offset. */
export interface Mark {
  readonly type: CST.TokenType | null;
  readonly at: number;
  readonly source: string;
}

/** A file's concrete syntax. */
export interface Tokens {
  /** The input of the `yaml` package's composer. Incomplete when `excess` is set. */
  readonly tokens: readonly CST.Token[];
  /** Anchors, aliases, tags, directives, and texts in quotes. */
  readonly marks: readonly Mark[];
  /** The limit that the text exceeds, and the offset at which parsing stopped. */
  readonly excess?: { readonly of: 'depth' | 'tokens'; readonly at: number };
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
 * is expanded, and it stops where the nesting is too deep or there are too many tokens. Each token and each value
 * takes several hundred bytes of memory.
 */
export function tokenize(text: string): Tokens {
  const tokens: CST.Token[] = [];
  const marks: Mark[] = [];
  const parser = new Parser();
  let read = 0;
  for (const source of new Lexer().lex(text)) {
    const type = CST.tokenType(source);
    const at = parser.offset;
    if (++read > mostTokens) return { tokens, marks, excess: { of: 'tokens', at } };
    if (marked.has(type)) marks.push({ type, at, source });
    for (const token of parser.next(source)) tokens.push(token);
    // The document itself is the first entry of the stack.
    if (parser.stack.length - 1 > deepest) return { tokens, marks, excess: { of: 'depth', at } };
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, marks };
}
