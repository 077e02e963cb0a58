/** The longest value in a message, in characters; the rest is cut. */
const longest = 60;

/** A value of a settings file for a message: on one line, control characters escaped, shortened. */
export function show(text: string): string {
  const start = Array.from(text.slice(0, longest * 4)).slice(0, longest + 1);
  const shown = start.length > longest ? `${start.slice(0, longest).join('')}…` : start.join('');
  return onOneLine(shown);
}

/** A text with its control characters escaped, not shortened: for paths. */
export function onOneLine(text: string): string {
  return text.replace(unprintable, escaped);
}

/** A value as text in double quotes, as YAML and JSON write it. */
export function quote(text: string): string {
  return `"${show(text).replaceAll('"', '\\"')}"`;
}

/**
 * Control and formatting characters, line separators, lone surrogates: characters that could disturb a terminal or a
 * reader.
 */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

function escaped(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\t') return '\\t';
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${hex(code, 2)}` : `\\u${code > 0xffff ? `{${hex(code, 0)}}` : hex(code, 4)}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).toUpperCase().padStart(digits, '0');
}

/** `a, b and c`. */
export function join(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
