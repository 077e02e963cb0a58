/** How many are in memory at a time: steps look at one cluster after the other. */
const most = 8;

interface Entry {
  value: unknown;
}

/** Those that are in memory, the one that was asked for last at the end. */
const last = new Set<Entry>();

/** Something that is computed when it is asked for, and again where others were asked for meanwhile. */
export function remembered<T extends object>(compute: () => T): () => T {
  const entry: Entry = { value: undefined };
  return () => {
    const value = (entry.value as T | undefined) ?? compute();
    entry.value = value;
    last.delete(entry);
    last.add(entry);
    for (const first of last) {
      if (last.size <= most) break;
      first.value = undefined;
      last.delete(first);
    }
    return value;
  };
}
