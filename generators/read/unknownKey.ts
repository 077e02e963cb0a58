import type { Finding } from '../model/finding.ts';
import { type Document, fieldOf, findingAt } from './document.ts';
import { quote } from './show.ts';
import { suggest } from './suggest.ts';
import { expected, type SchemaWords } from './words.ts';
import { type Path, step, writtenValue } from './written.ts';

/** The finding about a key that the schema of its map does not have, with the key that was probably meant. */
export function unknownKey(document: Document, path: Path, key: string, schema: SchemaWords): Finding {
  const { properties = {}, patternProperties } = schema;
  const place = [...path, key];
  const where = path.length === 0 ? 'this file' : fieldOf(document.root, path);
  if (patternProperties) {
    return findingAt(
      document,
      place,
      'malformed-key',
      `${quote(key)} is no key for ${where}; expected ${schema.title ?? expected(schema)}.`,
      `Choose a name that matches ${Object.keys(patternProperties).join(' or ')}.`,
    );
  }
  const meant = meantBy(document, path, key, schema);
  const kind = path.length > 0 && schema.title ? ` (${schema.title})` : '';
  return findingAt(
    document,
    place,
    'unknown-key',
    `${quote(key)} is not a key of ${where}${kind}.`,
    meant === undefined ? others(Object.keys(properties)) : `Did you mean ${quote(meant)}?`,
  );
}

/** The key of the schema that an unknown one resembles: preferably one that the map does not have yet. */
export function meantBy(document: Document, path: Path, key: string, { properties = {} }: SchemaWords) {
  const map = writtenValue(document.root, path);
  const [absent, written] = [false, true].map((is) =>
    Object.keys(properties).filter((name) => (step(map, name) !== undefined) === is),
  );
  return suggest(key, absent ?? []) ?? suggest(key, written ?? []);
}

/** Number of keys that fit on a line. */
const shown = 15;

function others(keys: readonly string[]): string {
  if (keys.length === 0) return 'Delete it: no key is allowed here.';
  const more = keys.length > shown ? ` and ${keys.length - shown} more` : '';
  return `Delete it, or use one of its keys: ${keys.slice(0, shown).join(', ')}${more}.`;
}
