import type { ErrorObject } from 'ajv';
import type { Finding } from '../model/finding.ts';
import { type Document, findingAt } from './document.ts';
import { join } from './show.ts';
import { expected, type SchemaWords, subject } from './words.ts';
import type { Path } from './written.ts';

/** The required keys that a map lacks, all in one finding at the map's own key. `errors` are those of one map. */
export function missingKeys(document: Document, path: Path, errors: readonly ErrorObject[]): Finding {
  const keys = errors.map(({ params }) => String(params.missingProperty));
  const schema = errors[0]?.parentSchema as SchemaWords;
  const meanings = keys.map((key) => `${key}: ${meaning(schema, key)}`);
  return findingAt(
    document,
    path,
    'missing-key',
    `${subject(document.root, path)} lacks ${join(keys)}.`,
    `Add ${meanings.join('; ')}.`,
  );
}

function meaning({ properties = {}, oneOf = [], discriminator }: SchemaWords, key: string): string {
  const schema = properties[key];
  if (schema?.$ref) return expected({ type: 'object' });
  if (schema) return expected(schema);
  const tags = discriminator?.propertyName === key ? oneOf.map((form) => form.properties?.[key]?.const) : [];
  return expected({ enum: tags });
}
