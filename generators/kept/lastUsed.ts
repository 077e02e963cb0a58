/**
 * What was asked for last, by name: it is computed again where it was not asked for among the last.
 * @param most how many stay in memory
 */
export function lastUsed<T, K = string>(most: number): (name: K, compute: () => T) => T {
  const last = new Map<K, T>();
  return (name, compute) => {
    const known = last.has(name) ? (last.get(name) as T) : compute();
    last.delete(name);
    last.set(name, known);
    for (const first of last.keys()) {
      if (last.size <= most) break;
      last.delete(first);
    }
    return known;
  };
}
