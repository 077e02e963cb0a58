import type { TSchema } from 'typebox';
import type { Declaration } from '../../model/declaration.ts';

/** Keeps what is declared for the check of its values, once all apps are loaded: all mistakes of all apps at once. */
export function declared(schema: TSchema, value: unknown): Declaration {
  return { schema, value, at: new Error('declared here') };
}
