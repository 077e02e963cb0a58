import { relative, sep } from 'node:path';
import { repository } from '../repository.ts';

declare const declared: unique symbol;

/** Repository path of the file that declares something: people are sent there. Only {@link here} makes one. */
export type DeclaringFile = string & { readonly [declared]: true };

/**
 * The file that says it: `source: here(import.meta)`. Of an app it is the path in its repository, wherever that is: it
 * stands in the first line of generated files.
 */
export function here({ filename }: Pick<ImportMeta, 'filename'>): DeclaringFile {
  return (appsPath(filename) ?? fromHere(filename)) as DeclaringFile;
}

/**
 * The repository path of a file in `apps/`, by its path on the disk; `undefined` for any other file. A repository named
 * by `--root` has its apps elsewhere than this code: there, the last folder `apps` in the path counts.
 */
export function appsPath(file: string): string | undefined {
  const inside = fromHere(file);
  if (inside.startsWith('apps/')) return inside;
  if (!inside.startsWith('../') || inside.includes('/node_modules/')) return undefined;
  return /^.*\/(apps\/.*)$/.exec(inside)?.[1];
}

/** The way to a file from the root of this repository, with forward slashes. */
const fromHere = (file: string): string => relative(repository, file).split(sep).join('/');
