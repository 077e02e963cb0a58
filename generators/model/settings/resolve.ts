import type { TObject } from 'typebox';
import type { App } from '../app.ts';
import type { Contract } from '../edge.ts';
import type { AppSettings } from '../inputs.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { withDefaults } from './defaults.ts';
import { type ContractSettings, settingsOfContract } from './index.ts';

/** The settings of an environment or a cluster; `undefined` when it sets nothing. */
export type SettingsLayer = JsonObject | undefined;

/**
 * An app's settings: the defaults of its schema, overridden by each layer in turn (environment, then cluster). Objects
 * merge key by key; numbers, strings and lists replace the value of a lower layer. Pure.
 */
export function resolveSettings(app: Pick<App, 'settings'>, ...layers: SettingsLayer[]): AppSettings {
  return resolve(app.settings, layers) as AppSettings;
}

/** The settings of a contract, merged from its layers. */
export interface ResolvedContract {
  /** `undefined` when no layer sets the contract, or keys are missing. */
  readonly settings: ContractSettings | undefined;
  /** Required keys that no layer sets; empty when the contract is complete, or not set at all. */
  readonly missing: readonly string[];
}

/**
 * Resolves the provider of a contract: merged like an app's settings. With a provider inside the cluster no other key
 * is required, because the address follows from it. Pure.
 */
export function resolveContract(
  contract: Pick<Contract, 'kind' | 'accounts'>,
  ...layers: SettingsLayer[]
): ResolvedContract {
  if (layers.every((layer) => layer === undefined)) return { settings: undefined, missing: [] };
  const schema = settingsOfContract(contract);
  const settings = resolve(schema, layers);
  if (settings.provider !== undefined && settings.provider !== 'external') {
    return { settings: settings as unknown as ContractSettings, missing: [] };
  }
  const missing = missingIn(schema, settings);
  return { settings: missing.length > 0 ? undefined : (settings as unknown as ContractSettings), missing };
}

/** Required keys without a value, at every depth: `accounts.reports`. */
function missingIn(schema: TObject, settings: JsonObject, path = ''): string[] {
  const { required = [], properties } = schema as TObject & { required?: readonly string[] };
  return required.flatMap((key) => {
    const value = settings[key];
    if (value === undefined) return [path + key];
    const inner = properties[key];
    return inner && 'properties' in inner && isJsonObject(value)
      ? missingIn(inner as TObject, value, `${path}${key}.`)
      : [];
  });
}

function resolve(schema: TObject, layers: readonly SettingsLayer[]): JsonObject {
  const defaults = withDefaults(schema, undefined) as JsonObject;
  const merged = layers.reduce<JsonObject>((below, layer) => (layer ? merge(below, layer) : below), defaults);
  return withDefaults(schema, merged) as JsonObject;
}

function merge(below: JsonObject, above: JsonObject): JsonObject {
  const merged = new Map(Object.entries(below));
  for (const [key, value] of Object.entries(above)) {
    if (value === undefined) continue;
    const under = merged.get(key);
    merged.set(key, isJsonObject(value) && isJsonObject(under) ? merge(under, value) : value);
  }
  return Object.fromEntries(merged);
}
