import type { YAMLParseError } from 'yaml';
import type { Finding } from '../model/finding.ts';
import { error } from './error.ts';
import { onOneLine } from './show.ts';
import type { Source } from './source.ts';
import type { Mark } from './tokens.ts';

/** Findings about invalid YAML. Only the first of each line: others on it follow from it. */
export function syntaxErrors(source: Source, errors: readonly YAMLParseError[], marks: readonly Mark[]): Finding[] {
  const findings = new Map<number, Finding>();
  for (const { code, message, pos } of errors) {
    const known = knownErrors.find((one) => one.code === code && (!one.when || one.when.test(message)));
    const opening =
      known?.from === 'quote' ? marks.findLast(({ type, at }) => at < pos[0] && isQuoted(type)) : undefined;
    const at = source.position(opening?.at ?? pos[0]);
    if (findings.has(at.line)) continue;
    const says = known?.says ?? `${onOneLine(message.slice(0, 200)).replace(/\.$/, '')}.`;
    const fix = known?.fix ?? 'Correct the YAML here or on the line before.';
    findings.set(at.line, error(code === 'TAB_AS_INDENT' ? 'tab-indent' : 'yaml-syntax', at, says, fix));
  }
  return [...findings.values()];
}

function isQuoted(type: Mark['type']): boolean {
  return type === 'single-quoted-scalar' || type === 'double-quoted-scalar';
}

interface KnownError {
  readonly code: YAMLParseError['code'];
  /** The parser's own message, where a code means several things. */
  readonly when?: RegExp;
  /** The position: that of the opening quote instead of the end, where the parser notices the mistake. */
  readonly from?: 'quote';
  readonly says?: string;
  readonly fix: string;
}

const knownErrors: readonly KnownError[] = [
  { code: 'TAB_AS_INDENT', says: 'A tab indents this line; YAML allows spaces only.', fix: 'Indent with spaces.' },
  {
    code: 'MISSING_CHAR',
    when: /closing/,
    from: 'quote',
    says: 'This quote is never closed.',
    fix: 'Close the quote.',
  },
  {
    code: 'MISSING_CHAR',
    when: /^Flow/,
    says: 'A bracket is not closed at the end of the file.',
    fix: 'Close the list with ] and the map with }.',
  },
  {
    code: 'BAD_INDENT',
    when: /^Flow/,
    says: 'A bracket is not closed before this line.',
    fix: 'Close the list with ] and the map with }, or indent the lines between the brackets.',
  },
  { code: 'BAD_INDENT', fix: 'Indent this line like its siblings.' },
  {
    code: 'MULTILINE_IMPLICIT_KEY',
    says: 'This line is neither "key: value" nor a list item.',
    fix: 'Write a ":" and a space after the key, or put the value in quotes.',
  },
  {
    code: 'MISSING_CHAR',
    when: /map values/,
    says: 'This line is neither "key: value" nor a list item.',
    fix: 'Write a ":" and a space after the key.',
  },
  {
    code: 'BLOCK_AS_IMPLICIT_KEY',
    says: 'A second "key: value" follows on the line, or the next line is indented wrongly.',
    fix: 'Put a value that contains ": " in quotes, and give a nested key a line of its own.',
  },
  { code: 'BAD_SCALAR_START', fix: 'Put the value in quotes.' },
  { code: 'BAD_DQ_ESCAPE', fix: 'Write a backslash in double quotes as \\\\, or use single quotes.' },
  {
    code: 'UNEXPECTED_TOKEN',
    when: /same line with key/,
    says: 'A list begins on the line of its key.',
    fix: 'Begin the list on the next line, or write it in brackets.',
  },
  {
    code: 'UNEXPECTED_TOKEN',
    when: /node end/,
    says: 'Text follows after the end of a value.',
    fix: 'Put the whole value in quotes, or indent what belongs to it.',
  },
  {
    code: 'UNEXPECTED_TOKEN',
    when: /flow-(map|seq)-end/,
    says: 'A bracket closes that was not opened.',
    fix: 'Delete the bracket, or put the value in quotes.',
  },
];
