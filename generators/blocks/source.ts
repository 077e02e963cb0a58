import { relative, sep } from 'node:path';
import { repository } from '../repository.ts';
import { appsPath } from './appsPath.ts';

declare const declared: unique symbol;

/** Repository path of the file that declares something: people are sent there. Only {@link here} makes one. */
export type DeclaringFile = string & { readonly [declared]: true };

/**
 * The file that says it: `source: here(import.meta)`. Of an app it is the path in its repository, wherever that is: it
 * stands in the first line of generated files.
 */
export function here({ filename }: Pick<ImportMeta, 'filename'>): DeclaringFile {
  return (appsPath(filename) ?? relative(repository, filename).split(sep).join('/')) as DeclaringFile;
}
