import type { AppId } from '../model/appId.ts';
import { Failure } from '../model/finding.ts';

/**
 * Settings, images or edges of an app and its parts, by name.
 * @throws Failure when two of them give one name to different things
 */
export function joined<T>(
  { name }: Pick<AppId, 'name'>,
  what: string,
  all: readonly (Readonly<Record<string, T>> | undefined)[],
): Record<string, T> {
  const entries = all.flatMap((one) => Object.entries(one ?? {}));
  const names = entries.map(([key]) => key);
  const twice = names.find((key, index) => names.indexOf(key) !== index);
  if (twice === undefined) return Object.fromEntries(entries);
  throw new Failure(`Two parts of ${name} have the ${what} ${twice}`, 'Give one of the two another name.');
}
