import { createRequire } from 'node:module';

/** A token of a TypeScript file. */
export interface Token {
  readonly text: string;
  /** The text of a string without its quotes; of any other token the text itself. */
  readonly value: string;
  /** Offset in the file. */
  readonly at: number;
  /** How many brackets are open before it; a closing bracket counts as outside. */
  readonly depth: number;
  /** The bracket that it is in: `{`, `[`, `(`, or `${` of a template. */
  readonly bracket: string;
}

/** The tokens from an offset to the end of the file or of the brackets that it is in, by TypeScript's own scanner. */
export function* tokens(text: string, from: number): Generator<Token> {
  const { createScanner } = createRequire(import.meta.url)(
    'typescript/unstable/ast/scanner',
  ) as typeof import('typescript/unstable/ast/scanner');
  const scanner = createScanner(true, undefined, text, from);
  const open: string[] = [];
  let before = '';
  for (;;) {
    scanner.scan();
    if (scanner.getTokenText() === '/' && !/[\w)\]}'"`]$/.test(before)) scanner.reScanSlashToken();
    if (scanner.getTokenText() === '}' && open.at(-1) === '${') scanner.reScanTemplateToken(false);
    const token = scanner.getTokenText();
    if (scanner.getTokenStart() >= text.length) return;
    if (closes(token)) {
      if (open.length === 0) return;
      open.pop();
    }
    yield {
      text: token,
      value: scanner.getTokenValue() || token,
      at: scanner.getTokenStart(),
      depth: open.length,
      bracket: open.at(-1) ?? '',
    };
    if (opens(token)) open.push(token.endsWith('${') ? '${' : token);
    before = token;
  }
}

const opens = (token: string) => ['(', '[', '{'].includes(token) || token.endsWith('${');
const closes = (token: string) => [')', ']'].includes(token) || token.startsWith('}');
