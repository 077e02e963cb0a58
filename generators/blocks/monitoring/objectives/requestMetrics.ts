/** Series of one metric: all of them, or those with these labels (`status=~"5.."`). */
export interface Series {
  readonly metric: string;
  readonly where?: string;
}

/** Histogram of durations in seconds. */
export interface DurationHistogram {
  /** Its name, without `_bucket` and `_count`. */
  readonly metric: string;
  /** Upper bounds of its buckets, ascending, without `+Inf`: a threshold must be one of them. */
  readonly buckets: readonly number[];
}

/** What a program says of the HTTP requests that it answered. Autoscaler and objectives read the same. */
export interface RequestMetrics {
  /** Counter of answered requests. */
  readonly answered: Series;
  /** Counter of those of them that failed by the server's own fault. Absent: the program does not say. */
  readonly failed?: Series;
  /** Label of `answered` and `failed` that tells endpoints apart, as the path of a route. Absent: the program does not say. */
  readonly endpoint?: string;
  /** How long they took. Absent: the program does not say, or in nothing but averages. */
  readonly duration?: DurationHistogram;
}

/** `DefBuckets` of https://github.com/prometheus/client_golang/blob/v1.23.2/prometheus/histogram.go */
export const goBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Selector of series: `metric{labels}`, with further labels where these narrow it. */
export function select({ metric, where }: Series, labels: string): string {
  return `${metric}{${[labels, where].filter(Boolean).join(',')}}`;
}

/** Labels of what is scraped from Services of these names, as a ServiceMonitor gives them. */
export function ofServices(namespace: string, names: readonly string[]): string {
  const service = names.length === 1 ? `service="${names[0]}"` : `service=~"${names.join('|')}"`;
  return `namespace="${namespace}",${service}`;
}
