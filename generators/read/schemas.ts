import type { TObject } from 'typebox';
import type { Catalogue } from '../model/fleet.ts';
import { environmentSettings, fleetSettings, imagesSettings, pricesSettings } from '../model/settings/index.ts';
import { written } from '../model/settings/relax.ts';

/** The kinds of settings file, in the order in which they are read. */
export const kinds = ['fleet', 'environment', 'images', 'prices'] as const;
export type SettingsKind = (typeof kinds)[number];

/** A JSON Schema as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema of each kind of settings file: plain JSON, the same for the same catalogue. Draft 7, which the YAML
 * language server of editors supports best; `discriminator` is a keyword of OpenAPI, which other tools ignore. A
 * settings file names its schema in its first line: `# yaml-language-server:
 * $schema=../schemas/environment.schema.json`.
 */
export function settingsSchemas(
  catalogue: Catalogue,
): readonly { readonly name: SettingsKind; readonly schema: JsonSchema }[] {
  return kinds.map((name) => ({ name, schema: schemaOf(name, catalogue) }));
}

const made = new WeakMap<Catalogue, Map<SettingsKind, JsonSchema>>();

/** The schema of one kind, made once for a catalogue. */
export function schemaOf(name: SettingsKind, catalogue: Catalogue): JsonSchema {
  const known = made.get(catalogue) ?? new Map<SettingsKind, JsonSchema>();
  made.set(catalogue, known);
  const schema = known.get(name) ?? make(name, catalogue);
  known.set(name, schema);
  return schema;
}

function make(name: SettingsKind, catalogue: Catalogue): JsonSchema {
  const schema = JSON.parse(JSON.stringify(typed(name, catalogue))) as JsonSchema;
  return { $schema: 'http://json-schema.org/draft-07/schema#', ...schema };
}

function typed(name: SettingsKind, { apps, contracts, operators = [] }: Catalogue): TObject {
  if (name === 'prices') return pricesSettings();
  if (name === 'fleet') return written(fleetSettings(operators));
  return name === 'environment' ? environmentSettings(apps, contracts) : imagesSettings(apps);
}
