import { visible } from '../../console/visible.ts';

/** Longest text of a value; what is beyond is counted. */
const longest = 160;

/** A value in one line, with no character that controls a terminal: JSON, but for plain words and numbers. */
export function formatValue(value: unknown): string {
  const text = typeof value === 'string' && isPlain(value) ? value : JSON.stringify(value);
  const safe = withoutControls(text);
  const rest = safe.length - longest;
  return rest <= 0 ? safe : `${safe.slice(0, longest)} … and ${rest} more characters`;
}

/** A text in one line in which no character controls a terminal: each is shown by its number. */
export function withoutControls(text: string): string {
  return visible(text.replaceAll('\t', '\\t').replaceAll('\n', '\\n'));
}

const isPlain = (text: string) => /^[\w./:@%+=,-]+$/.test(text);

/** Whether values are texts of several lines: they are shown as a difference of lines. */
export function isLong(...values: readonly unknown[]): boolean {
  return values.some((value) => typeof value === 'string' && value.trimEnd().includes('\n'));
}
