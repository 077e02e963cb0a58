import { count } from './reading.ts';

/** A size as programs take it, in bytes: digits with k, m, g or t of 1024, with or without a b; 0 for what is none. */
export function bytesOf(value: string | undefined): number {
  const [, digits = '0', unit = ''] = /^(\d+)([kmgt]?)b?$/i.exec(value ?? '') ?? [];
  return Number(digits) * 1024 ** ['', 'k', 'm', 'g', 't'].indexOf(unit.toLowerCase());
}

/** A whole number as configuration writes it: a number, or digits in a text. */
export function wholeNumber(value: unknown, otherwise: number): number {
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : count(value, otherwise);
}
