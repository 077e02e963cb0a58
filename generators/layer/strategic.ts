import { isJsonObject, isSameJson, type JsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { keyedListPatch } from './keyedList.ts';
import { keyed } from './members.ts';
import { embedsLists, isMergeable } from './mergeable.ts';
import { below, keysAt, type MergeKeys, type MergeKeyTable, mergeKeysOf } from './mergeKeys.ts';

/**
 * The members of a strategic merge patch that turns `lower` into `upper`, order of lists included; `undefined` where
 * Kustomize's strategic merge cannot do that exactly. Maps merge, a removed member is `null`, a list without merge keys
 * is replaced whole, a keyed list names the members that differ and those that their order depends on.
 */
export function strategicMerge(lower: Resource, upper: Resource, table: MergeKeyTable): JsonObject | undefined {
  const kind: Kind = { mergeKeys: mergeKeysOf(table, lower), table };
  const mergeable = [lower, upper].every((value) => isMergeable(value, '', kind.mergeKeys, table));
  return mergeable ? mapPatch(lower, upper, '', kind) : undefined;
}

interface Kind {
  readonly mergeKeys: MergeKeys;
  readonly table: MergeKeyTable;
}

function mapPatch(lower: JsonObject, upper: JsonObject, path: string, kind: Kind): JsonObject | undefined {
  if (path !== '' && embedsLists([lower, upper], kind.table)) return undefined;
  const patch: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(lower), ...Object.keys(upper)])) {
    const change = memberPatch(lower, upper, key, below(path, key), kind);
    if (change === undefined) return undefined;
    if (change !== same) patch[key] = change;
  }
  return patch;
}

const same = Symbol('same');

function memberPatch(lower: JsonObject, upper: JsonObject, key: string, path: string, kind: Kind): unknown {
  if (!Object.hasOwn(upper, key)) return null;
  if (!Object.hasOwn(lower, key)) return upper[key];
  return isSameJson(lower[key], upper[key]) ? same : valuePatch(lower[key], upper[key], path, kind);
}

function valuePatch(lower: unknown, upper: unknown, path: string, kind: Kind): unknown {
  if (isJsonObject(lower) && isJsonObject(upper)) return mapPatch(lower, upper, path, kind);
  if (Array.isArray(lower) && Array.isArray(upper)) return listPatch(lower, upper, path, kind);
  return canReplace(lower, upper) ? upper : undefined;
}

function listPatch(lower: readonly unknown[], upper: readonly unknown[], path: string, kind: Kind): unknown {
  const keys = keysAt(kind.mergeKeys, path);
  if (keys === undefined) return upper;
  const [before, after] = [keyed(lower, keys), keyed(upper, keys)];
  return before && after && keyedListPatch(before, after, (a, b) => mapPatch(a, b, `${path}[]`, kind));
}

/**
 * Whether a merge can replace a value: a map or list cannot become another type, and a quoted string can only become a
 * string, because Kustomize keeps the quotes.
 */
function canReplace(lower: unknown, upper: unknown): boolean {
  if (typeof lower === 'object' || typeof upper === 'object') return false;
  return typeof lower !== 'string' || typeof upper === 'string';
}
