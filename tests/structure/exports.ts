import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../../generators/repository.ts';
import { isTest } from './imports.ts';

/** A file with the names that it declares and exports. */
export interface Exporting {
  readonly file: string;
  readonly names: readonly string[];
}

const declaration = /^export (?:async )?(?:const|function\*?|class|interface|type) (\w+)/gm;

/** The exported names of every file in these folders, without tests and without `policies/example/`, their fixture. */
export function exportsOf(folders: readonly string[]): Exporting[] {
  return folders
    .flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: repository }))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !isTest(path) && !path.startsWith('policies/example/'))
    .sort()
    .map((file) => ({ file, names: namesIn(readFileSync(join(repository, file), 'utf8')) }));
}

/** The names that a text declares and exports. A name that it only passes on belongs to another file. */
export function namesIn(text: string): string[] {
  return [...new Set([...text.matchAll(declaration)].map(([, name = '']) => name))];
}

/** Names that several files export, each with these files. */
export function shared(exporting: readonly Exporting[]): ReadonlyMap<string, readonly string[]> {
  const files = Map.groupBy(
    exporting.flatMap(({ file, names }) => names.map((name) => ({ file, name }))),
    ({ name }) => name,
  );
  return new Map(
    [...files].filter(([, all]) => all.length > 1).map(([name, all]) => [name, all.map(({ file }) => file)]),
  );
}
