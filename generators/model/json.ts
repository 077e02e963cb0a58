/** An object as JSON has it, read from JSON or YAML: members by key. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is such an object: neither a list, nor `null`, nor a scalar. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at a path of keys; `undefined` where nothing does. */
export function memberAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], value);
}
