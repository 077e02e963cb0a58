/**
 * The meaning of an unquoted scalar: one value, or two readings that differ. YAML 1.2 (its core schema) and YAML 1.1
 * disagree on some spellings, and both are in use: Kubernetes' own parser reads `on` as true, most newer ones as text.
 */
export type Meaning = { readonly value: Value } | { readonly yaml11: Reading; readonly yaml12: Reading };
type Value = string | number | boolean | null;

/** A value, or the words for a type that only YAML 1.1 has: `a date`. */
export type Reading = { readonly value: Value } | { readonly words: string };

/** @see https://yaml.org/spec/1.2.2/#1032-tag-resolution and https://yaml.org/type/ */
export function meaningOf(source: string): Meaning {
  const yaml12 = core(source);
  // Most scalars begin with a letter that begins no number, boolean or null.
  if (yaml12 === source && /^[a-zA-Z/]/.test(source) && !booleans11.has(source)) return { value: source };
  const yaml11 = version11(source);
  if ('value' in yaml11 && Object.is(yaml11.value, yaml12)) return { value: yaml12 };
  return { yaml11, yaml12: { value: yaml12 } };
}

function core(source: string): Value {
  const word = words12.get(source);
  if (word !== undefined) return word;
  if (/^[-+]?[0-9]+$/.test(source)) return Number(source);
  if (/^0o[0-7]+$/.test(source) || /^0x[0-9a-fA-F]+$/.test(source)) return Number(source);
  if (/^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(source)) return Number(source);
  return special(source) ?? source;
}

function version11(source: string): Reading {
  const word = booleans11.get(source) ?? words12.get(source);
  if (word !== undefined) return { value: word };
  const bare = source.replaceAll('_', '');
  const digits = bare.replace(/^[-+]/, '');
  const sign = bare.startsWith('-') ? -1 : 1;
  if (/^[-+]?0b[01_]+$/.test(source)) return { value: sign * Number.parseInt(digits.slice(2), 2) };
  if (/^[-+]?0[0-7_]+$/.test(source)) return { value: sign * Number.parseInt(digits, 8) };
  if (/^[-+]?(0|[1-9][0-9]*)$/.test(source)) return { value: Number(source) };
  if (/^[-+]?0x[0-9a-fA-F_]+$/.test(source)) return { value: sign * Number.parseInt(digits.slice(2), 16) };
  if (/^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$/.test(source)) {
    return { value: sign * digits.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) };
  }
  if (/^[-+]?([0-9]+\.[0-9]*|\.[0-9]+)([eE][-+][0-9]+)?$/.test(source)) return { value: Number(source) };
  // Parsers of 1.1 differ in where they allow underscores: a text that any of them reads as a number counts as one.
  const number = source === bare || !/^[-+.0-9]/.test(source) ? source : core(bare);
  if (typeof number === 'number') return { value: number };
  if (/^\d{4}-\d\d?-\d\d?([Tt]|[ \t]+|$)/.test(source)) return { words: 'a date' };
  if (source === '<<') return { words: 'a merge key' };
  if (source === '=') return { words: 'a default value' };
  return { value: special(source) ?? source };
}

function special(source: string): number | undefined {
  if (/^[-+]?\.(inf|Inf|INF)$/.test(source)) return source.startsWith('-') ? -Infinity : Infinity;
  return /^\.(nan|NaN|NAN)$/.test(source) ? Number.NaN : undefined;
}

const words12 = new Map<string, Value>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);

const booleans11 = new Map<string, boolean>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
]);
