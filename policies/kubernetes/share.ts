import { count } from './reading.ts';

/**
 * A number or a percentage of a whole, as roll-outs and budgets take it.
 * @param value `2` or `25%`
 * @param otherwise the API server's default
 */
export function share(value: unknown, otherwise: number | string, whole: number): number {
  const given = value ?? otherwise;
  const percent = typeof given === 'string' ? /^(\d{1,3})%$/.exec(given) : null;
  return percent ? Math.ceil((Number(percent[1]) * whole) / 100) : count(given, 0);
}
