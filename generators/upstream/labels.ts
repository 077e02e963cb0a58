/** Labels of pods. */
export type PodLabels = Readonly<Record<string, string>>;

/** Some of these labels: enough for a selector. */
export function someLabels(labels: PodLabels, keys: readonly string[]): Record<string, string> {
  return Object.fromEntries(keys.map((key) => [key, labels[key] ?? '']));
}
