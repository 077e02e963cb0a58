import { keySum } from './keySum.ts';
import type { Results } from './results.ts';

/**
 * A result that is kept, or computed and kept now.
 * @param key everything that it depends on
 */
export function recall<T>(results: Results, key: readonly unknown[], compute: () => T): T {
  const name = keySum(key);
  const known = results.get<T>(name);
  if (known !== undefined) return known;
  const value = compute();
  results.put(name, value);
  return value;
}
