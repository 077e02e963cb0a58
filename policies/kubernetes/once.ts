import type { ClusterView } from '../../generators/model/rule.ts';

/** Computes a fact of a cluster once, for all rules that ask. */
export function once<T>(compute: (view: ClusterView) => T): (view: ClusterView) => T {
  const known = new WeakMap<ClusterView, { value: T }>();
  return (view) => {
    let entry = known.get(view);
    if (!entry) {
      entry = { value: compute(view) };
      known.set(view, entry);
    }
    return entry.value;
  };
}
