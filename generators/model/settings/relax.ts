import type { TObject, TSchema } from 'typebox';

/** A schema with every key optional, at every depth: an environment may set any part and a cluster the rest. */
export function partly(schema: TObject): TObject {
  return relax(schema, () => false) as TObject;
}

/** A schema in which keys with a default are optional, at every depth: that of settings as people write them. */
export function written(schema: TObject): TObject {
  return relax(schema, (member) => !('default' in member)) as TObject;
}

function relax(schema: TSchema, isNeeded: (member: TSchema) => boolean): TSchema {
  if (!isObject(schema)) return schema;
  const { required = [], properties, ...rest } = schema;
  const needed = required.filter((key) => key in properties && isNeeded(properties[key] as TSchema));
  const members = Object.entries(properties).map(([key, member]) => [key, relax(member, isNeeded)]);
  return { ...rest, ...(needed.length > 0 && { required: needed }), properties: Object.fromEntries(members) };
}

function isObject(schema: TSchema): schema is TObject & { required?: string[] } {
  return 'properties' in schema;
}
