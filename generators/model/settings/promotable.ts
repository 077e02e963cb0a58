import type { TBoolean, TInteger, TSchema, TString } from 'typebox';

/** The keyword of a schema that marks a setting as promotable. No validator knows it: it says nothing about values. */
export const promotableKeyword = 'promotable';

/**
 * Marks a setting of an app as promotable: it says how the software behaves, means the same in every environment, and is
 * tried in one before the next gets it. `npm run promote` moves it. Never a size, a number of pods, a place, an address
 * or a name of something outside the cluster: those are each environment's own.
 * @param schema of one value: what moves is a scalar, so that a move is one edited line
 */
export function promotable<Schema extends TString | TInteger | TBoolean>(schema: Schema): Schema {
  return { ...schema, [promotableKeyword]: true };
}

/** The paths of the promotable settings in an app's schema. */
export function promotablePaths(schema: TSchema): readonly (readonly string[])[] {
  const { properties = {} } = schema as { properties?: Readonly<Record<string, TSchema>> };
  return Object.entries(properties).flatMap(([key, member]) =>
    promotableKeyword in member ? [[key]] : promotablePaths(member).map((path) => [key, ...path]),
  );
}
