import type { ClusterView } from '../../generators/model/rule.ts';

/** Computes a fact once for each object it is about, most often a cluster, for all rules that ask. */
export function once<T, K extends object = ClusterView>(compute: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, { value: T }>();
  return (key) => {
    let entry = known.get(key);
    if (!entry) {
      entry = { value: compute(key) };
      known.set(key, entry);
    }
    return entry.value;
  };
}
