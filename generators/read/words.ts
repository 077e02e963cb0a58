import { fieldOf } from './document.ts';
import { join, quote, show } from './show.ts';
import type { Path, Written } from './written.ts';

/** The keywords of a JSON Schema from which messages are made. */
export interface SchemaWords {
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, SchemaWords>>;
  readonly patternProperties?: Readonly<Record<string, SchemaWords>>;
  readonly anyOf?: readonly SchemaWords[];
  readonly oneOf?: readonly SchemaWords[];
  readonly discriminator?: { readonly propertyName: string };
  readonly additionalProperties?: unknown;
  readonly $ref?: string;
}

/** The expectation of a schema, as the end of a sentence: its title, else words from its keywords. */
export function expected(schema: SchemaWords): string {
  const { title, type, pattern, minimum, maximum, anyOf } = schema;
  if (schema.const !== undefined) return literal(schema.const);
  if (schema.enum) return `one of ${schema.enum.map(literal).join(', ')}`;
  if (type === 'object') return types.object ?? '';
  if (title) return title;
  if (anyOf) return join(anyOf.map(expected)).replace(' and ', ' or ');
  if (type === 'integer' || type === 'number')
    return `${type === 'integer' ? 'a whole number' : 'a number'}${range(minimum, maximum)}`;
  if (pattern !== undefined) return `text that matches ${pattern}`;
  return typeof type === 'string' ? (types[type] ?? type) : 'another value';
}

const types: Readonly<Record<string, string | undefined>> = {
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with values',
  null: 'nothing',
};

function range(minimum: number | undefined, maximum: number | undefined): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return ` of at least ${minimum}`;
  return maximum === undefined ? '' : ` of at most ${maximum}`;
}

/** The purpose of a key: the schema's description in parentheses, if it has one. */
export function purpose({ description }: SchemaWords): string {
  return description ? ` (${description.replace(/\.$/, '')})` : '';
}

/** The key or item itself, to begin a sentence with. */
export function subject(root: Written, path: Path): string {
  if (path.length === 0) return 'The file';
  const start = typeof path.at(-1) === 'number' ? -2 : -1;
  const above = fieldOf(root, path.slice(0, start));
  return fieldOf(root, path).slice(above.length).replace(/^\./, '');
}

/** The size of a value: `no items`, `3 keys`, `1 character`. */
export function size(node: Written | undefined): string {
  if (node?.kind === 'list') return countOf(node.items.length, 'item');
  if (node?.kind === 'map') return countOf(node.entries.size, 'key');
  return countOf(Array.from(node?.source ?? '').length, 'character');
}

/** `no items`, `1 item`, `2 items`. */
export function countOf(amount: number, unit: string): string {
  return `${amount === 0 ? 'no' : amount} ${unit}${amount === 1 ? '' : 's'}`;
}

/** A value as written, for a message. */
export function described(node: Written | undefined): string {
  if (node?.kind === 'list') return 'a list';
  if (node?.kind === 'map') return 'a map of keys';
  if (node?.kind !== 'scalar') return 'nothing';
  return typeof node.value === 'string' ? quote(node.value) : show(node.source);
}

/** A value of a schema as a person would write it in YAML. */
export function literal(value: unknown): string {
  return typeof value === 'string' ? show(value) : JSON.stringify(value);
}
