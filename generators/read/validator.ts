import { createRequire } from 'node:module';
import type { ValidateFunction } from 'ajv';
import { promotableKeyword } from '../model/settings/promotable.ts';
import type { JsonSchema } from './schemas.ts';

const compiled = new WeakMap<JsonSchema, ValidateFunction>();

/**
 * The full validator of a schema, which also reports errors. Loaded when first needed, compiled once for each schema.
 */
export function validator(schema: JsonSchema): ValidateFunction {
  const known = compiled.get(schema) ?? compile(schema);
  compiled.set(schema, known);
  return known;
}

function compile(schema: JsonSchema): ValidateFunction {
  const { Ajv } = createRequire(import.meta.url)('ajv') as typeof import('ajv');
  const ajv = new Ajv({
    allErrors: true,
    discriminator: true,
    verbose: true,
    // A key such as `constructor` exists only if the file has it.
    ownProperties: true,
    strictRequired: false,
    meta: false,
    validateSchema: false,
    // Shared definitions are compiled once, and without optimising: a check takes microseconds either way.
    inlineRefs: false,
    code: { optimize: false },
  });
  ajv.addKeyword(promotableKeyword);
  return ajv.compile({ ...schema });
}
