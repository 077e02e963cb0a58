import { type TSchema, Type } from 'typebox';
import { Edges } from '../blocks/declared/edgeSchema.ts';
import { Images } from '../blocks/declared/valueSchemas.ts';
import type { App } from '../model/app.ts';
import type { Declaration } from '../model/declaration.ts';
import type { Finding } from '../model/finding.ts';
import type { Catalogue } from '../model/fleet.ts';
import { formatPosition } from '../model/position.ts';
import { withDefaults } from '../model/settings/defaults.ts';
import { Name } from '../model/settings/scalars.ts';
import { checkValues } from '../read/check.ts';
import { error, startOfFile } from '../read/error.ts';
import { isPlainlyValid } from '../read/plainlyValid.ts';
import type { JsonSchema } from '../read/schemas.ts';
import { declaredAt } from './declaredAt.ts';
import { declaredDocument } from './declaredDocument.ts';
import { reasonOf } from './loadMistake.ts';

/**
 * The values that apps and operators declare, held against schemas as settings are: what each declares, the defaults of
 * its settings, and names, images and edges of every app, with those of its parts.
 */
export function checkDeclared({ apps, operators = [] }: Catalogue): Finding[] {
  const reported = new WeakSet<object>();
  const findings = [
    ...apps.flatMap((app) => checkApp(app, reported)),
    ...operators.flatMap(({ source, declared }) => (declared ? check(source, declared, reported) : [])),
  ];
  // What an app declares is the default of a setting as well.
  return [...new Map(findings.toReversed().map((finding) => [keyOf(finding), finding])).values()].toReversed();
}

function checkApp(app: App, reported: WeakSet<object>): Finding[] {
  const { declared = [], source, settings, name, tier, images, uses } = app;
  const at = declared[0]?.at ?? new Error('declared nowhere');
  const defaults = { schema: settings, value: withDefaults(settings, undefined), at };
  const findings = [...declared, defaults].flatMap((one) => check(source, one, reported));
  if (findings.length > 0) return findings;
  return check(source, { schema: AppSchema, value: { name, tier, images, uses }, at }, reported);
}

const AppSchema = Type.Object({
  name: Name('name of the app'),
  tier: Type.Optional(Name('its namespace')),
  images: Images,
  uses: Edges,
});

/** @param reported values that several apps have in common: what is wrong in one of them is said once */
function check(source: string, { schema, value, at }: Declaration, reported: WeakSet<object>): Finding[] {
  try {
    const plain = plainSchema(schema);
    if (isPlainlyValid(plain, value)) return [];
    const findings = checkValues(plain, declaredDocument({ value, schema: plain, made: at, reported }));
    return findings.map(({ in: _in, ...finding }) => ({
      ...finding,
      at: finding.at?.file ? finding.at : startOfFile(source),
    }));
  } catch (thrown) {
    const place = declaredAt(at) ?? startOfFile(source);
    const message = `The settings that it declares have no schema that can be read: ${reasonOf(thrown)}.`;
    return [error('no-schema', place, message, 'Correct what it says of its settings.')];
  }
}

/** A schema as plain JSON, which the check of settings reads. */
function plainSchema(schema: TSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema)) as JsonSchema;
}

function keyOf({ at, message }: Finding): string {
  return `${at ? formatPosition(at) : ''} ${message}`;
}
