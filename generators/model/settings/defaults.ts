import type { TSchema } from 'typebox';
import { isJsonObject, type JsonObject } from '../json.ts';

/** The keywords of a schema that decide about defaults. */
interface Shape {
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly patternProperties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
}

/**
 * A copy of a value with its schema's defaults for everything that is not set, at every depth. An object that is
 * required but not set consists of its members' defaults. Members are in the schema's order.
 */
export function withDefaults(schema: TSchema, value: unknown): unknown {
  return fill(schema as Shape, value);
}

function fill(schema: Shape, value: unknown): unknown {
  if (value === undefined) {
    if (schema.default !== undefined) return fill(schema, schema.default);
    return schema.properties ? members(schema, {}) : undefined;
  }
  if (Array.isArray(value)) return value.map((item) => (schema.items ? fill(schema.items, item) : copy(item)));
  return isJsonObject(value) ? members(schema, value) : value;
}

function members({ properties = {}, patternProperties = {}, required = [] }: Shape, value: JsonObject): JsonObject {
  const filled: [string, unknown][] = [];
  for (const [key, schema] of Object.entries(properties)) {
    const own = Object.hasOwn(value, key) ? value[key] : undefined;
    if (own === undefined && schema.default === undefined && !(schema.properties && required.includes(key))) continue;
    filled.push([key, fill(schema, own)]);
  }
  for (const [key, own] of Object.entries(value)) {
    if (Object.hasOwn(properties, key) || own === undefined) continue;
    const schema = Object.entries(patternProperties).find(([pattern]) => new RegExp(pattern, 'u').test(key))?.[1];
    filled.push([key, schema ? fill(schema, own) : copy(own)]);
  }
  return Object.fromEntries(filled);
}

/** A deep copy of plain data, so that results share no mutable objects. */
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  return isJsonObject(value) ? Object.fromEntries(Object.entries(value).map(([key, own]) => [key, copy(own)])) : value;
}
