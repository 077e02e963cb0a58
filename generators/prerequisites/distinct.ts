/** Each of these once, in the order in which they come first. They are JSON. */
export function distinct<T>(all: readonly T[]): readonly T[] {
  const byText = new Map<string, T>();
  for (const one of all) {
    const text = JSON.stringify(one);
    if (!byText.has(text)) byText.set(text, one);
  }
  return [...byText.values()];
}
