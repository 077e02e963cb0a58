import type { Built } from '../../../generators/model/rule.ts';
import { at, listAt, textAt } from '../../kubernetes/reading.ts';
import type { ChangeStep } from '../system.ts';

/**
 * Accounts that an object declared and declares no more: operators leave them in the database, where they may still log
 * in.
 * @param path of the list
 * @param drop how a person drops one
 */
export function accountsLeft(
  was: Built,
  now: Built,
  path: readonly string[],
  drop: (name: string) => string,
): ChangeStep[] {
  const kept = new Set(namesAt(now, path));
  return namesAt(was, path)
    .filter((name) => !kept.has(name))
    .map((name) => ({
      field: path.join('.'),
      needs: 'a person',
      message: `The account ${name} is no longer declared. Its operator leaves it in the database, with its password and its rights. After the merge a person drops it: ${drop(name)}`,
    }));
}

function namesAt({ resource }: Built, path: readonly string[]): readonly string[] {
  return listAt(resource, path)
    .filter((one) => at(one, ['ensure']) !== 'absent')
    .map((one) => textAt(one, ['name']));
}
