import table from './merge-keys.json' with { type: 'json' };

/**
 * How Kustomize merges the lists of one kind: keys by path, such as `spec.template.spec.containers[].ports`. No keys: a
 * list of scalars that is merged as a set. A path that is not named is replaced whole, as all lists of a custom
 * resource are.
 */
export type MergeKeys = Readonly<Record<string, readonly string[]>>;

/**
 * Merge keys by `apiVersion/Kind`, as Kustomize's own OpenAPI document has them (older than the clusters': it knows
 * `autoscaling/v2beta2` and not `autoscaling/v2`, for example).
 */
export type MergeKeyTable = Readonly<Record<string, MergeKeys>>;

/** The table of the Kustomize version this repository builds with; `judge merge-keys` writes it. */
export const mergeKeyTable: MergeKeyTable = table;
