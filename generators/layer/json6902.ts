import { isJsonObject, isSameJson, type JsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { keyed } from './members.ts';
import { below, keysAt, type MergeKeys, type MergeKeyTable, mergeKeysOf } from './mergeKeys.ts';

/** One operation of a JSON Patch (RFC 6902). */
export type JsonPatchOperation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string };

/**
 * The operations that turn `lower` into `upper`: members of keyed lists are added and removed one by one where the rest
 * keep their order, any other list is replaced whole.
 */
export function json6902(lower: Resource, upper: Resource, table: MergeKeyTable): readonly JsonPatchOperation[] {
  return mapOperations(lower, upper, {
    pointer: '',
    path: '',
    mergeKeys: mergeKeysOf(table, lower),
  });
}

interface Place {
  /** JSON pointer (RFC 6901). */
  readonly pointer: string;
  /** As the table of merge keys writes it. */
  readonly path: string;
  readonly mergeKeys: MergeKeys;
}

function mapOperations(lower: JsonObject, upper: JsonObject, place: Place): JsonPatchOperation[] {
  return [...new Set([...Object.keys(lower), ...Object.keys(upper)])].flatMap((key): JsonPatchOperation[] => {
    const pointer = `${place.pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!Object.hasOwn(upper, key)) return [{ op: 'remove', path: pointer }];
    if (!Object.hasOwn(lower, key)) return [{ op: 'add', path: pointer, value: upper[key] }];
    return valueOperations(lower[key], upper[key], { ...place, pointer, path: below(place.path, key) });
  });
}

function valueOperations(lower: unknown, upper: unknown, place: Place): JsonPatchOperation[] {
  if (isSameJson(lower, upper)) return [];
  if (isJsonObject(lower) && isJsonObject(upper)) return mapOperations(lower, upper, place);
  const edits = Array.isArray(lower) && Array.isArray(upper) ? memberOperations(lower, upper, place) : undefined;
  return edits ?? [{ op: 'replace', path: place.pointer, value: upper }];
}

/** Removals from the end, so that earlier positions stay valid; then additions and changes by their final position. */
function memberOperations(
  lower: readonly unknown[],
  upper: readonly unknown[],
  { pointer, path, mergeKeys }: Place,
): JsonPatchOperation[] | undefined {
  const keys = keysAt(mergeKeys, path);
  const [before, after] = [keys && keyed(lower, keys), keys && keyed(upper, keys)];
  if (!before || !after || !keeps(before.ids, after.ids)) return undefined;
  const removed = [...before.ids.entries()].filter(([, id]) => !after.ids.includes(id)).toReversed();
  return [
    ...removed.map(([i]): JsonPatchOperation => ({ op: 'remove', path: `${pointer}/${i}` })),
    ...after.ids.flatMap((id, i): JsonPatchOperation[] => {
      const [position, value] = [before.ids.indexOf(id), upper[i]];
      if (position < 0) return [{ op: 'add', path: `${pointer}/${i}`, value }];
      return valueOperations(lower[position], value, { pointer: `${pointer}/${i}`, path: `${path}[]`, mergeKeys });
    }),
  ];
}

/** Whether two lists have common members, and these are in the same order. */
function keeps(before: readonly string[], after: readonly string[]): boolean {
  const shared = after.filter((id) => before.includes(id));
  const ofBefore = before.filter((id) => after.includes(id));
  return shared.length > 0 && isSameJson(shared, ofBefore);
}
