import { Failure } from '../model/finding.ts';
import { suggest } from './suggest.ts';

/**
 * The failure that there is nothing of a name: with the nearest one that exists, else with those that there are.
 * @param what the noun: `cluster`
 * @param where in which part of the whole
 */
export function unknownName(what: string, value: string, known: readonly string[], where: string): Failure {
  const meant = suggest(value, known);
  const list = known.slice(0, 12).join(', ');
  const rest = known.length > 12 ? `, and ${known.length - 12} more` : '';
  return new Failure(
    `There is no ${what} ${value} in ${where}`,
    meant ? `Did you mean ${meant}?` : `There are ${list}${rest}.`,
  );
}
