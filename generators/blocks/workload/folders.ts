import { isDeepStrictEqual } from 'node:util';
import { Failure } from '../../model/finding.ts';

/** Files by name, by the folder that they appear in. */
export type Folders<T> = Readonly<Record<string, Readonly<Record<string, T>>>>;

/**
 * The files of all folders by name: a Secret or a ConfigMap has one level of keys.
 * @throws Failure when two folders have different files of one name: both would get the content of the last
 */
export function joinFolders<T>(owner: string, folders: Folders<T>): Record<string, T> {
  const joined: Record<string, T> = {};
  for (const [name, file] of Object.values(folders).flatMap((files) => Object.entries(files))) {
    if (name in joined && !isDeepStrictEqual(joined[name], file)) {
      throw new Failure(
        `${owner} has two different files called ${name}, and all its files are in one object`,
        'Give one of the two another name.',
      );
    }
    joined[name] = file;
  }
  return joined;
}
