import { stepIsDone } from '../load/endless/watch.ts';
import { reasonOf } from '../load/loadMistake.ts';
import { thrownAt } from '../load/thrownAt.ts';
import type { App } from '../model/app.ts';
import { Misdeclared } from '../model/declaration.ts';
import { Failure } from '../model/finding.ts';

/**
 * Runs code of the engine over what an app declares. An error there comes from a value that is none of its type, and is
 * one of the declaration; an error that says itself where it comes from is thrown as it is.
 * @param what for people: "what it declares"
 * @throws Misdeclared
 */
export function ofDeclaration<T>({ name, declared = [] }: App, what: string, work: () => T): T {
  try {
    const result = work();
    stepIsDone();
    return result;
  } catch (error) {
    const [first] = declared;
    if (error instanceof Failure || thrownAt(error) || !first) throw error;
    throw new Misdeclared(
      `${name}: ${what} cannot be read: ${reasonOf(error)}`,
      'Correct its declaration.',
      first.at,
      [],
    );
  }
}
