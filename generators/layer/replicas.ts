import { isJsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import type { Pair } from './pair.ts';

/** An entry of `replicas:` in a kustomization. */
export interface ReplicaCount {
  readonly name: string;
  readonly count: number;
}

/** The entries of `replicas:` of a layer, and the pairs from which patches are derived. */
export interface DerivedReplicas {
  /** Sorted by name. */
  readonly replicas: readonly ReplicaCount[];
  /** The pairs, with the lower layer's `spec.replicas` in the upper object, or none, wherever `replicas` sets it. */
  readonly pairs: readonly Pair[];
}

/**
 * The changes of `spec.replicas` that `replicas:` can express. An entry sets the count of every scalable object of that
 * name, whether the field is present or not, and whatever its kind and namespace: where such objects need different
 * counts, patches set them. Source: kustomize api v0.21.2, `internal/builtins/ReplicaCountTransformer.go` and
 * `internal/konfig/builtinpluginconsts/replicas.go`.
 */
export function deriveReplicas(pairs: readonly Pair[]): DerivedReplicas {
  const counts = new Map<string, number>();
  for (const { lower, upper } of pairs) {
    const [before, after] = [countOf(lower), countOf(upper)];
    if (before !== undefined && after !== undefined && before !== after) counts.set(upper.metadata.name, after);
  }
  if (counts.size === 0) return { replicas: [], pairs };
  for (const { upper } of pairs) {
    const { name } = upper.metadata;
    if (scalable.has(upper.kind) && countOf(upper) !== counts.get(name)) counts.delete(name);
  }
  const replicas = [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => (a.name < b.name ? -1 : 1));
  return { replicas, pairs: pairs.map((pair) => (counts.has(pair.upper.metadata.name) ? putBack(pair) : pair)) };
}

function putBack({ lower, upper }: Pair): Pair {
  if (!lower || countOf(upper) === undefined || !isJsonObject(upper.spec) || !isJsonObject(lower.spec)) {
    return { lower, upper };
  }
  const { replicas: _, ...spec } = upper.spec;
  const before = countOf(lower);
  if (before !== undefined) return { lower, upper: { ...upper, spec: { ...spec, replicas: before } } };
  return 'replicas' in lower.spec ? { lower, upper } : { lower, upper: { ...upper, spec } };
}

const scalable = new Set(['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet']);

function countOf(object: Resource | undefined): number | undefined {
  if (object === undefined || !scalable.has(object.kind) || !isJsonObject(object.spec)) return undefined;
  const { replicas } = object.spec;
  return Number.isSafeInteger(replicas) ? Number(replicas) : undefined;
}
