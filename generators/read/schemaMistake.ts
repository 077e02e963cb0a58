import type { ErrorObject } from 'ajv';
import type { Finding } from '../model/finding.ts';
import { type Document, findingAt } from './document.ts';
import { duplicateItems } from './duplicateItems.ts';
import { hint } from './hints.ts';
import type { Mistake } from './mistake.ts';
import { show } from './show.ts';
import { suggest } from './suggest.ts';
import { unknownKey } from './unknownKey.ts';
import { countOf, described, expected, purpose, type SchemaWords, size, subject } from './words.ts';
import { type Path, type Written, writtenValue } from './written.ts';
import { wrongType } from './wrongType.ts';

/** One error of the schema check as a finding. `missingKeys` reports missing keys, all in one finding. */
export function schemaMistake(document: Document, path: Path, error: ErrorObject): Finding {
  const schema = error.parentSchema as SchemaWords;
  if (error.keyword === 'additionalProperties') {
    return unknownKey(document, path, error.params.additionalProperty, schema);
  }
  const isTag = error.keyword === 'discriminator';
  const place = isTag ? [...path, error.params.tag] : path;
  const node = writtenValue(document.root, place);
  const { code, says, fix } = isTag
    ? unknownValue(node, { enum: tagsOf(schema, error.params.tag) })
    : describe(document, node, error, schema);
  // The position of a scalar is its own; that of an empty value, a list or a map is its key.
  const own = node?.kind === 'scalar' && node.source !== '' ? document.source.position(node.at) : undefined;
  return findingAt(document, place, code, `${subject(document.root, place)} ${says}.`, fix, own);
}

function describe(
  document: Document,
  node: Written | undefined,
  { keyword, params, message = 'is not valid' }: ErrorObject,
  schema: SchemaWords,
): Mistake {
  const is = `is ${described(node)}`;
  const write = `Write ${expected(schema)}${purpose(schema)}.`;
  switch (keyword) {
    case 'type':
      return wrongType(node, schema);
    case 'enum':
    case 'const':
      return unknownValue(node, schema);
    case 'pattern': {
      const own = hint(schema.pattern, node?.kind === 'scalar' ? node.source : '');
      return { code: 'malformed-value', says: `${is}; expected ${expected(schema)}`, fix: write, ...own };
    }
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
    case 'multipleOf':
      return { code: 'out-of-range', says: `${is}; expected ${expected(schema)}`, fix: write };
    case 'uniqueItems':
      return duplicateItems(document.source, node);
    case 'anyOf':
    case 'oneOf':
      return { code: 'no-form-fits', says: `${is}, which fits none of: ${expected(schema)}`, fix: write };
  }
  const [most, unit] = limits[keyword] ?? [];
  if (!unit) return { code: 'invalid-value', says: `${is}, which ${show(message)}`, fix: write };
  const wants = `${most} ${countOf(params.limit, unit)}`;
  return {
    code: 'wrong-size',
    says: `has ${size(node)}; expected ${wants}`,
    fix: `Give it ${wants}${purpose(schema)}.`,
  };
}

function unknownValue(node: Written | undefined, schema: SchemaWords): Mistake {
  const allowed = schema.enum ?? [schema.const];
  const meant = node?.kind === 'scalar' ? suggest(node.source, allowed.map(String)) : undefined;
  return {
    code: 'unknown-value',
    says: `is ${described(node)}; expected ${expected({ enum: allowed })}`,
    fix: meant === undefined ? `Write ${expected({ enum: allowed })}${purpose(schema)}.` : `Did you mean ${meant}?`,
  };
}

/** The values of the discriminator of a union. */
function tagsOf({ oneOf = [] }: SchemaWords, tag: string): unknown[] {
  return oneOf.map(({ properties }) => properties?.[tag]?.const);
}

const limits: Readonly<Record<string, readonly [string, string]>> = {
  minItems: ['at least', 'item'],
  maxItems: ['at most', 'item'],
  minProperties: ['at least', 'key'],
  maxProperties: ['at most', 'key'],
  minLength: ['at least', 'character'],
  maxLength: ['at most', 'character'],
};
