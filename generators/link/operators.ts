import type { ClusterFacts } from '../model/inputs.ts';
import type { Operator } from '../model/operator.ts';
import type { Resource } from '../model/resource.ts';

/** The operators that a cluster's objects need, with the namespaces of those objects, sorted. */
export type Called = ReadonlyMap<Operator, readonly string[]>;

/**
 * The operators of a cluster: those that serve one of its objects, and those that the charts of these require. In the
 * order of the catalogue.
 */
export function calledFor(operators: readonly Operator[], objects: readonly Resource[], cluster: ClusterFacts): Called {
  const namespaces = new Map<Operator, Set<string>>();
  const byName = new Map(operators.map((one) => [one.name, one]));
  const add = (one: Operator | undefined) => {
    if (one === undefined || namespaces.has(one)) return;
    namespaces.set(one, new Set());
    for (const name of one.requires) add(byName.get(name));
  };
  for (const object of objects) {
    for (const one of operators) {
      if (!one.serves(object, cluster)) continue;
      add(one);
      if (object.metadata.namespace !== undefined) namespaces.get(one)?.add(object.metadata.namespace);
    }
  }
  const called = operators.filter((one) => namespaces.has(one));
  return new Map(called.map((one) => [one, [...(namespaces.get(one) ?? [])].sort()]));
}
