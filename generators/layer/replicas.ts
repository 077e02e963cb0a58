import { keyOf, type Resource } from '../model/resource.ts';
import { isMembers } from './json.ts';

/** An entry of `replicas:` in a kustomization. */
export interface ReplicaCount {
  readonly name: string;
  readonly count: number;
}

/** What `replicas:` does to a layer, and the resources that patches have to make for it to act on. */
export interface Replicas {
  /** Sorted by name. */
  readonly replicas: readonly ReplicaCount[];
  /** The wanted resources, with the lower layer's `spec.replicas` wherever `replicas` sets it. */
  readonly resources: readonly Resource[];
}

/**
 * The changes of `spec.replicas` that `replicas:` can express. It sets the count of every scalable object of that name,
 * present or not, whatever its kind and namespace: where those want different counts, patches do it.
 * Source: kustomize api v0.21.2, `internal/builtins/ReplicaCountTransformer.go` and
 * `internal/konfig/builtinpluginconsts/replicas.go`.
 * @param lower resources of the lower layer by {@link keyOf}
 */
export function deriveReplicas(lower: ReadonlyMap<string, Resource>, upper: readonly Resource[]): Replicas {
  const counts = new Map<string, number>();
  for (const object of upper) {
    const [before, after] = [countOf(lower.get(keyOf(object))), countOf(object)];
    if (before !== undefined && after !== undefined && before !== after) counts.set(object.metadata.name, after);
  }
  for (const object of upper) {
    const { name } = object.metadata;
    if (scalable.has(object.kind) && countOf(object) !== counts.get(name)) counts.delete(name);
  }
  const replicas = [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => (a.name < b.name ? -1 : 1));
  return { replicas, resources: upper.map((object) => (counts.has(object.metadata.name) ? putBack(object) : object)) };

  function putBack(object: Resource): Resource {
    const before = countOf(lower.get(keyOf(object)));
    const { spec } = object;
    const set = before !== undefined && countOf(object) !== undefined && isMembers(spec);
    return set ? { ...object, spec: { ...spec, replicas: before } } : object;
  }
}

const scalable = new Set(['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet']);

function countOf(object: Resource | undefined): number | undefined {
  if (object === undefined || !scalable.has(object.kind) || !isMembers(object.spec)) return undefined;
  const { replicas } = object.spec;
  return Number.isSafeInteger(replicas) ? Number(replicas) : undefined;
}
