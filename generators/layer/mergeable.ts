import { isJsonObject, type JsonObject } from '../model/json.ts';
import { keyed } from './members.ts';
import { below, keysAt, type MergeKeys, type MergeKeyTable } from './mergeKeys.ts';

/**
 * Whether Kustomize can apply a strategic merge patch to a resource without damage to fields that the patch does not
 * name: it visits every map and every keyed list of the resource, drops nulls, unites members with equal keys, reads
 * `$patch` as a directive, and merges by the keys of a kind wherever a map looks like an object of that kind.
 */
export function isMergeable(value: unknown, path: string, mergeKeys: MergeKeys, table: MergeKeyTable): boolean {
  if (value === null) return false;
  if (Array.isArray(value)) {
    const keys = keysAt(mergeKeys, path);
    if (keys === undefined) return true;
    if (keys.length === 0) return isSet(value);
    const item = `${path}[]`;
    return keyed(value, keys) !== undefined && value.every((member) => isMergeable(member, item, mergeKeys, table));
  }
  if (!isJsonObject(value)) return true;
  if (path !== '' && embedsLists([value], table)) return false;
  return Object.entries(value).every(
    ([key, member]) => key !== '' && key !== '$patch' && isMergeable(member, below(path, key), mergeKeys, table),
  );
}

/**
 * Whether Kustomize may merge lists in a map that is part of a resource by the keys of another kind: it does where the
 * map, before or after the patch, has the `apiVersion` and `kind` of a kind that it knows.
 */
export function embedsLists(states: readonly JsonObject[], table: MergeKeyTable): boolean {
  return states.some(({ apiVersion, kind }) => Object.hasOwn(table, `${apiVersion}/${kind}`)) && states.some(holdsList);
}

function isSet(list: readonly unknown[]): boolean {
  return list.every((item) => typeof item !== 'object') && new Set(list.map(String)).size === list.length;
}

function holdsList(value: unknown): boolean {
  return Array.isArray(value) || (isJsonObject(value) && Object.values(value).some(holdsList));
}
