import { Misdeclared } from '../../model/declaration.ts';

/**
 * Checks that a value which a function of a declaration returned can be written as JSON: a number that is none, a
 * function or a date cannot. Returns it unchanged; a key that is `undefined` is left out when it is written.
 * @param at where it is declared
 * @throws Misdeclared
 */
export function writable<T>(value: T, at: Error, path: readonly (string | number)[]): T {
  if (typeof value === 'object' && value !== null) {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) throw wrong(value, at, path);
    for (const [key, member] of Object.entries(value)) writable(member, at, [...path, key]);
    return value;
  }
  if (['string', 'boolean', 'undefined'].includes(typeof value) || value === null || Number.isFinite(value))
    return value;
  throw wrong(value, at, path);
}

function wrong(value: unknown, at: Error, path: readonly (string | number)[]): Misdeclared {
  const what = typeof value === 'object' ? `a ${value?.constructor?.name}` : `${typeof value} ${String(value)}`;
  return new Misdeclared(
    `${path.join('.')} is the ${what}`.replace(/is the a /, 'is a '),
    'Write a text, a finite number, true, false, null, a list or an object of these.',
    at,
    path,
  );
}
