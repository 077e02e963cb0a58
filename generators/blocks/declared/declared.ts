import type { TSchema } from 'typebox';
import type { Declaration } from '../../model/declaration.ts';

/**
 * Keeps what is declared for the check of its values, once all apps are loaded: all mistakes of all apps at once.
 * @param at made where it is declared. Default: where this is called from
 */
export function declared(schema: TSchema, value: unknown, at = new Error('declared here')): Declaration {
  return { schema, value, at };
}
