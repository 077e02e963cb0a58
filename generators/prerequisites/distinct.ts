import { isDeepStrictEqual } from 'node:util';

/** Each of these once, in the order in which they come first. */
export function distinct<T>(all: readonly T[]): readonly T[] {
  return all.filter((one, index) => all.findIndex((other) => isDeepStrictEqual(one, other)) === index);
}
