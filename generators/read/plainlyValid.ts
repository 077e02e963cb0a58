import { isJsonObject, type JsonObject } from '../model/json.ts';
import { promotableKeyword } from '../model/settings/promotable.ts';
import type { JsonSchema } from './schemas.ts';

/**
 * Whether a value is certainly valid: `false` means that the full validator has to decide, because the value is invalid
 * or the schema has a keyword that this check does not know. Settings are valid in nearly all runs, and this check
 * takes a millisecond, while loading and compiling the full validator takes a hundred.
 */
export function isPlainlyValid(root: JsonSchema, value: unknown): boolean {
  return holds(root, value, root);
}

function holds(schema: JsonObject, value: unknown, root: JsonSchema): boolean {
  for (const [keyword, argument] of Object.entries(schema)) {
    if (annotations.has(keyword)) continue;
    const rule = Object.hasOwn(rules, keyword) ? rules[keyword] : undefined;
    if (!rule?.(argument, value, schema, root)) return false;
  }
  return true;
}

const annotations: ReadonlySet<string> = new Set([
  '$schema',
  'title',
  'description',
  'default',
  'definitions',
  promotableKeyword,
]);

/**
 * Whether a value is valid by a keyword with this argument. Values of a type that the keyword is not about are valid.
 */
type Rule = (argument: unknown, value: unknown, schema: JsonObject, root: JsonSchema) => boolean;

const rules: Readonly<Record<string, Rule>> = {
  type: (type, value) => typeof type === 'string' && types[type]?.(value) === true,
  const: (only, value) => !isStructure(only) && value === only,
  enum: (allowed, value) => !isStructure(value) && (allowed as unknown[]).includes(value),
  pattern: (pattern, value) => typeof value !== 'string' || regExp(pattern as string).test(value),
  minLength: (least, value) => typeof value !== 'string' || Array.from(value).length >= Number(least),
  maxLength: (most, value) => typeof value !== 'string' || Array.from(value).length <= Number(most),
  minimum: (least, value) => typeof value !== 'number' || value >= Number(least),
  maximum: (most, value) => typeof value !== 'number' || value <= Number(most),
  items: (item, value, _, root) => !Array.isArray(value) || value.every((one) => holds(item as JsonObject, one, root)),
  minItems: (least, value) => !Array.isArray(value) || value.length >= Number(least),
  maxItems: (most, value) => !Array.isArray(value) || value.length <= Number(most),
  uniqueItems: (_, value) =>
    !Array.isArray(value) || (!value.some(isStructure) && new Set(value).size === value.length),
  minProperties: (least, value) => !isJsonObject(value) || Object.keys(value).length >= Number(least),
  required: (keys, value) => !isJsonObject(value) || (keys as string[]).every((key) => own(value, key) !== undefined),
  properties: (members, value, _, root) =>
    !isJsonObject(value) ||
    Object.entries(members as JsonObject).every(
      ([key, member]) => own(value, key) === undefined || holds(member as JsonObject, value[key], root),
    ),
  patternProperties: (members, value, _, root) =>
    !isJsonObject(value) ||
    Object.entries(members as JsonObject).every(([pattern, member]) =>
      Object.keys(value).every((key) => !regExp(pattern).test(key) || holds(member as JsonObject, value[key], root)),
    ),
  additionalProperties: (allowed, value, { properties = {}, patternProperties = {} }) =>
    allowed === false &&
    (!isJsonObject(value) ||
      Object.keys(value).every(
        (key) =>
          Object.hasOwn(properties as JsonObject, key) ||
          Object.keys(patternProperties as JsonObject).some((pattern) => regExp(pattern).test(key)),
      )),
  anyOf: (forms, value, _, root) => (forms as JsonObject[]).some((form) => holds(form, value, root)),
  oneOf: (forms, value, { discriminator }, root) => {
    const tag = (discriminator as { propertyName: string } | undefined)?.propertyName;
    if (tag === undefined || !isJsonObject(value)) return false;
    const form = (forms as { properties: Record<string, { const: unknown }> }[]).find(
      ({ properties }) => properties[tag]?.const === value[tag],
    );
    return form !== undefined && holds(form, value, root);
  },
  discriminator: (_, __, { oneOf }) => oneOf !== undefined,
  $ref: (ref, value, _, root) => {
    const name = /^#\/definitions\/([\w-]+)$/.exec(String(ref))?.[1] ?? '';
    const definition = (root.definitions as Readonly<Record<string, JsonObject>> | undefined)?.[name];
    return definition !== undefined && holds(definition, value, root);
  },
};

/** A member. Declarations have keys without a value, and functions, which no schema is about: those are no members. */
function own(value: JsonObject, key: string): unknown {
  const member = Object.hasOwn(value, key) ? value[key] : undefined;
  return typeof member === 'function' ? undefined : member;
}

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isJsonObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  integer: Number.isInteger,
  number: Number.isFinite,
};

function isStructure(value: unknown): boolean {
  return typeof value === 'object';
}

const compiled = new Map<string, RegExp>();

function regExp(pattern: string): RegExp {
  const known = compiled.get(pattern) ?? new RegExp(pattern, 'u');
  compiled.set(pattern, known);
  return known;
}
