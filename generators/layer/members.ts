import { isJsonObject, type JsonObject } from '../model/json.ts';

/** The members of a list that Kustomize merges by key. */
export interface Keyed {
  /** The merge keys in use: a key that no member has is ignored. */
  readonly keys: readonly string[];
  /** One identity for each member, in order, without repetition. */
  readonly ids: readonly string[];
  readonly members: readonly JsonObject[];
}

/**
 * A list as Kustomize would merge it by these keys; `undefined` where merging would damage it: a member that lacks a
 * key others have, or two members with equal keys.
 */
export function keyed(list: readonly unknown[], mergeKeys: readonly string[]): Keyed | undefined {
  if (!list.every(isJsonObject)) return undefined;
  const keys = mergeKeys.filter((key) => list.some((member) => Object.hasOwn(member, key)));
  if (list.length > 0 && keys[0] !== mergeKeys[0]) return undefined;
  const ids = list.map((member) => identity(member, keys));
  if (!ids.every((id) => id !== undefined) || new Set(ids).size < ids.length) return undefined;
  return { keys, ids, members: list };
}

/** A member's merge keys and nothing else. */
export function keyFieldsOf(member: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(keys.map((key) => [key, member[key]]));
}

function identity(member: JsonObject, keys: readonly string[]): string | undefined {
  const values = keys.map((key) => member[key]);
  return values.every(isUsable) ? JSON.stringify(values) : undefined;
}

/**
 * Whether a value is usable as a merge key. Kustomize compares keys as text, and after JSON 6902 it writes numbers from
 * a million up in another notation.
 */
function isUsable(key: unknown): boolean {
  return typeof key === 'number' ? Number.isInteger(key) && Math.abs(key) < 1e6 : typeof key === 'string' && key !== '';
}
