import type { Resource } from '../model/resource.ts';
import table from './mergeKeys.json' with { type: 'json' };

/**
 * The merge keys of the lists of one kind by path, such as `spec.template.spec.containers[].ports`. An empty list of
 * keys: a list of scalars that is merged as a set. A list at any other path is replaced whole, as are all lists of a
 * custom resource.
 */
export type MergeKeys = Readonly<Record<string, readonly string[]>>;

/**
 * Merge keys by `apiVersion/Kind`, as Kustomize's own OpenAPI document has them (older than the clusters': it knows
 * `autoscaling/v2beta2` and not `autoscaling/v2`, for example).
 */
export type MergeKeyTable = Readonly<Record<string, MergeKeys>>;

/** The table of the Kustomize version this repository builds with; `driver merge-keys` writes it. */
export const mergeKeyTable: MergeKeyTable = table;

/** The merge keys of a kind; empty for a kind that Kustomize does not know. */
export function mergeKeysOf(table: MergeKeyTable, { apiVersion, kind }: Resource): MergeKeys {
  return table[`${apiVersion}/${kind}`] ?? {};
}

/** The merge keys of the list at a path; `undefined` where it is replaced whole. */
export function keysAt(mergeKeys: MergeKeys, path: string): readonly string[] | undefined {
  return Object.hasOwn(mergeKeys, path) ? mergeKeys[path] : undefined;
}

/** The path of a member of a map, as {@link MergeKeys} writes it. The items of a list are at its path with `[]`. */
export function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
