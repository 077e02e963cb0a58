/** Metrics of one program, as far as they are in use: who needs another one enters it here, with its source. */
export interface MetricSource {
  readonly program: string;
  /** Its images, as far as apps here run them: `ghcr.io/name/image`. */
  readonly images?: readonly string[];
  /** Labels that the program itself gives a series, by the name of its metric; the target adds its own. */
  readonly metrics: Readonly<Record<string, readonly string[]>>;
}

/** Names of the series of a histogram with these labels. */
export function histogram(name: string, labels: readonly string[]): MetricSource['metrics'] {
  return { [`${name}_bucket`]: [...labels, 'le'], [`${name}_count`]: labels, [`${name}_sum`]: labels };
}
