import type { TSchema } from 'typebox';
import { Failure } from './finding.ts';

/** Values that a file in `apps/` declares, and the schema that they have to pass. */
export interface Declaration {
  /** Keys that it does not name are for TypeScript alone, such as functions. */
  readonly schema: TSchema;
  readonly value: unknown;
  /** Made where it is declared: its stack has the place. */
  readonly at: Error;
}

/** A value that a function of a declaration returned, which no schema has seen before. */
export class Misdeclared extends Failure {
  readonly at: Error;
  /** Path of the value in the declaration: `['env', 'PORT']`. */
  readonly path: readonly (string | number)[];
  constructor(message: string, fix: string, at: Error, path: readonly (string | number)[]) {
    super(message, fix);
    this.name = 'Misdeclared';
    this.at = at;
    this.path = path;
  }
}
