/** An object as JSON has it, read from JSON or YAML: members by key. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is such an object: neither a list, nor `null`, nor a scalar. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Whether JSON says all of a value: texts, finite numbers, booleans, null, and lists and maps of those. Members without a
 * value are left out of it. Two such values with the same JSON are equal.
 */
export function isJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'boolean';
  if (value === null) return true;
  if (Array.isArray(value)) return value.every(isJson);
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  for (const key in value) {
    const member = (value as JsonObject)[key];
    if (member !== undefined && !isJson(member)) return false;
  }
  return true;
}

/**
 * Whether two JSON values are equal; the order of keys means nothing. A key without a value is not the same as none. It
 * takes less than half the time of Node.js' `isDeepStrictEqual`, which compares values of any kind.
 */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one)) {
    if (!Array.isArray(other) || one.length !== other.length) return false;
    return one.every((item, index) => isSameJson(item, other[index]));
  }
  if (Array.isArray(other)) return false;
  let keys = 0;
  for (const key in one) {
    if (!Object.hasOwn(other, key) || !isSameJson((one as JsonObject)[key], (other as JsonObject)[key])) return false;
    keys++;
  }
  return Object.keys(other).length === keys;
}

/** What stands at a path of keys; `undefined` where nothing does. */
export function memberAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], value);
}
