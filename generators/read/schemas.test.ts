import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { catalogue } from '../testing/catalogue.ts';
import { type JsonSchema, settingsSchemas } from './schemas.ts';

const schemas = settingsSchemas(catalogue);

test('there is a schema for each kind of settings file, of draft 7 and without an address of its own', () => {
  assert.deepEqual(
    schemas.map(({ name, schema }) => [name, schema.$schema, schema.$id]),
    ['fleet', 'environment', 'images', 'prices'].map((name) => [
      name,
      'http://json-schema.org/draft-07/schema#',
      undefined,
    ]),
  );
});

test('each is valid JSON Schema, strictly, and the same each time', () => {
  const again = settingsSchemas(catalogue);
  for (const [index, { schema }] of schemas.entries()) {
    new Ajv({ discriminator: true, strictRequired: false }).compile({ ...schema });
    assert.equal(JSON.stringify(schema), JSON.stringify(again[index]?.schema));
    assert.deepEqual(schema, JSON.parse(JSON.stringify(schema)));
  }
});

test('every key has a description, so that editors can show it', () => {
  for (const { name, schema } of schemas) assert.deepEqual([...undescribed(schema, schema, name)], []);
});

interface Node extends JsonSchema {
  readonly description?: string;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Node>>;
}

function* undescribed(root: JsonSchema, node: unknown, path: string): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, member] of Object.entries((node as Node).properties ?? {})) {
    const target = member.$ref ? definition(root, member.$ref) : member;
    if (!target?.description) yield `${path}.${key}`;
  }
  for (const [key, member] of Object.entries(node)) yield* undescribed(root, member, `${path}/${key}`);
}

function definition(root: JsonSchema, ref: string): Node | undefined {
  const definitions = root.definitions as Readonly<Record<string, Node>>;
  return definitions[ref.replace('#/definitions/', '')];
}
