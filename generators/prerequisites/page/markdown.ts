import { isJsonObject } from '../../model/json.ts';

/** A table; none without rows. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [[line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n')];
}

/** A block of code. */
export function block(language: string, lines: readonly string[]): string {
  return [`\`\`\`${language}`, ...lines, '```'].join('\n');
}

export const inCode = (text: string): string => `\`${text}\``;

const lists = new Intl.ListFormat('en-GB');

/** `a, b and c`. */
export function inWords(all: readonly string[]): string {
  return lists.format(all);
}

/** JSON with members on lines of their own, and lists of texts on one line as far as they fit. */
export function readableJson(value: unknown, indent = ''): string {
  const inside = `${indent}  `;
  if (Array.isArray(value)) {
    const short = `[${value.map((one) => JSON.stringify(one)).join(', ')}]`;
    if (value.every((one) => typeof one !== 'object') && short.length <= 100) return short;
    return `[\n${value.map((one) => `${inside}${readableJson(one, inside)}`).join(',\n')}\n${indent}]`;
  }
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, one]) => `${inside}${JSON.stringify(key)}: ${readableJson(one, inside)}`,
  );
  return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n${indent}}`;
}

/** What unfolds when a reader asks for it. */
export function folded(summary: string, content: readonly string[]): string {
  return ['<details>', `<summary>${summary}</summary>`, '', content.join('\n\n'), '', '</details>'].join('\n');
}

/** A text in single quotes for a shell. */
export function shellText(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
