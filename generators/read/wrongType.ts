import type { Mistake } from './mistake.ts';
import { quote, show } from './show.ts';
import { described, expected, purpose, type SchemaWords } from './words.ts';
import type { Written } from './written.ts';

/** A value of another type than its schema's: often quotes too few or too many. */
export function wrongType(node: Written | undefined, schema: SchemaWords): Mistake {
  const wants = `expected ${expected(schema)}`;
  if (node?.kind === 'scalar' && node.value === null) {
    return {
      code: 'no-value',
      says: `${node.source === '' ? 'has no value' : `is ${show(node.source)}, no value`}; ${wants}`,
      fix: 'Write a value or delete the key.',
    };
  }
  return {
    code: 'wrong-type',
    says: `is ${kindOf(node)}; ${wants}`,
    fix: requoted(node, schema) ?? `Write ${expected(schema)}${purpose(schema)}.`,
  };
}

function kindOf(node: Written | undefined): string {
  if (node?.kind !== 'scalar') return described(node);
  const kind = { string: 'text', number: 'a number', boolean: 'a boolean' }[typeof node.value as string];
  return kind ? `${described(node)}, ${kind}` : described(node);
}

/** The same value with or without quotes, or as a list, where that makes it right. */
function requoted(node: Written | undefined, schema: SchemaWords): string | undefined {
  if (node?.kind !== 'scalar') return undefined;
  const { source, value } = node;
  const types = new Set([schema.type ?? []].flat());
  if (typeof value !== 'string' && types.has('string')) {
    const fits = schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(source);
    return fits ? `Write it in quotes: ${quote(source)}.` : undefined;
  }
  if (types.has('array')) return `Write it as a list: [${show(source)}].`;
  const isNumber = types.has('number') ? /^-?[0-9]+(\.[0-9]+)?$/ : types.has('integer') ? /^-?[0-9]+$/ : /^$/;
  const isBoolean = types.has('boolean') && /^(true|false)$/.test(source);
  return typeof value === 'string' && source !== '' && (isBoolean || isNumber.test(source))
    ? `Write it without quotes: ${source}.`
    : undefined;
}
