import type { ErrorObject } from 'ajv';
import type { Finding } from '../model/finding.ts';
import type { Catalogue } from '../model/fleet.ts';
import type { Document } from './document.ts';
import { duplicates } from './duplicateItems.ts';
import { missingKeys } from './missingKeys.ts';
import { isPlainlyValid } from './plainlyValid.ts';
import { schemaMistake } from './schemaMistake.ts';
import { type JsonSchema, type SettingsKind, schemaOf } from './schemas.ts';
import { meantBy, unknownKey } from './unknownKey.ts';
import { validator } from './validator.ts';
import type { SchemaWords } from './words.ts';
import { entriesOf, type Path, plainData, step, type Written, writtenValue } from './written.ts';

/**
 * Validates a settings file by its schema: one finding for each mistake, and none for a mistake that is already
 * reported.
 */
export function checkSchema(kind: SettingsKind, document: Document, catalogue: Catalogue): Finding[] {
  return checkValues(schemaOf(kind, catalogue), document);
}

/** The same for values of any kind, and a schema of them. */
export function checkValues(schema: JsonSchema, document: Document): Finding[] {
  const value = plainData(document.root);
  if (isPlainlyValid(schema, value)) return [];
  const validate = validator(schema);
  if (validate(value)) return [];
  const findings = new Map<string, Finding>();
  const missing = new Map<string, { path: Path; errors: ErrorObject[] }>();
  for (const error of withoutBranches(validate.errors?.slice(0, mostErrors) ?? [])) {
    const path = pathOf(error.instancePath, document.root);
    if (isExcused(document.root, path, error)) continue;
    if (error.keyword === 'required') {
      const known = missing.get(error.instancePath) ?? { path, errors: [] };
      missing.set(error.instancePath, { path, errors: [...known.errors, error] });
      continue;
    }
    // One mistake may violate several keywords: only the first is reported.
    const key = `${error.instancePath}\n${error.keyword === 'additionalProperties' ? error.params.additionalProperty : ''}`;
    if (!findings.has(key)) findings.set(key, schemaMistake(document, path, error));
  }
  return [
    ...findings.values(),
    ...[...missing.values()].flatMap(({ path, errors }) => lacking(document, path, errors)),
  ];
}

/** The missing keys of a map; a misspelt key in it explains one of them. */
function lacking(document: Document, path: Path, errors: readonly ErrorObject[]): Finding[] {
  const { properties, oneOf = [], additionalProperties } = (errors[0]?.parentSchema ?? {}) as SchemaWords;
  const known: SchemaWords = { properties: Object.assign({}, properties, ...oneOf.map((form) => form.properties)) };
  const slips = new Map<string, string>();
  const isClosed = additionalProperties === false || oneOf.length > 0;
  for (const [key] of isClosed ? entriesOf(writtenValue(document.root, path)) : []) {
    const meant = Object.hasOwn(known.properties ?? {}, key) ? undefined : meantBy(document, path, key, known);
    if (meant !== undefined) slips.set(meant, key);
  }
  const left = errors.filter(({ params }) => !slips.has(params.missingProperty));
  // The misspelt tag of a union: without it the form is unknown, so no other check reports it.
  const tags = errors.flatMap(({ params }) => (oneOf.length > 0 ? (slips.get(params.missingProperty) ?? []) : []));
  return [
    ...tags.map((key) => unknownKey(document, path, key, known)),
    ...(left.length > 0 ? [missingKeys(document, path, left)] : []),
  ];
}

/** The limit of schema errors, far more than are shown; a file with more is of another kind. */
const mostErrors = 5000;

/** Errors without those of the forms of an `anyOf`: its own error covers them. */
function withoutBranches(errors: readonly ErrorObject[]): ErrorObject[] {
  const forms = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  const above = [...new Set(forms.map(({ schemaPath }) => `${schemaPath}/`))];
  return errors.filter(({ schemaPath }) => !above.some((path) => schemaPath.startsWith(path)));
}

function pathOf(pointer: string, root: Written): Path {
  const path: (string | number)[] = [];
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(writtenValue(root, path)?.kind === 'list' ? Number(key) : key);
  }
  return path;
}

/** Whether the error follows from something that parsing has already reported. */
function isExcused(root: Written, path: Path, { keyword, params }: ErrorObject): boolean {
  const node = writtenValue(root, path);
  if (node?.kind === 'scalar') return node.broken;
  if (keyword === 'required')
    return (node?.kind === 'map' && node.partial) || step(node, params.missingProperty) !== undefined;
  if (keyword === 'uniqueItems') return duplicates(node).length === 0;
  if (keyword !== 'discriminator') return false;
  // Without `cloud` there is an error of `required` already.
  const tag = step(node, params.tag)?.value;
  return node?.kind !== 'map' || tag === undefined || (tag.kind === 'scalar' && tag.broken);
}
