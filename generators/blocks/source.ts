import { relative, sep } from 'node:path';
import { repository } from '../repository.ts';

declare const declared: unique symbol;

/** Repository path of the file that declares something: people are sent there. Only {@link here} makes one. */
export type DeclaringFile = string & { readonly [declared]: true };

/** The file that says it: `source: here(import.meta)`. */
export function here({ filename }: Pick<ImportMeta, 'filename'>): DeclaringFile {
  return relative(repository, filename).split(sep).join('/') as DeclaringFile;
}
