import { Failure } from '../../../model/finding.ts';
import type { Objective } from './objective.ts';
import { type DurationHistogram, type RequestMetrics, select } from './requestMetrics.ts';

/** Service level indicator: PromQL for all requests of an app in a window, and for those that miss the objective. */
export interface Indicator {
  all(rate: 'rate' | 'increase', window: string): string;
  /** Never without a sample where `all` has one: of failures that never happened there is no series. */
  bad(rate: 'rate' | 'increase', window: string): string;
}

/** Indicator of an objective: of requests to Services with these labels, by what the program exports. */
export function indicator(app: string, objective: Objective, requests: RequestMetrics, labels: string): Indicator {
  if (objective.slo === 'latency') return slowRequests(app, objective.seconds, requests.duration, labels);
  const { answered, failed } = requests;
  if (!failed) throw unmeasured(app, 'availability', 'which requests failed');
  const all: Indicator['all'] = (rate, window) => `sum(${rate}(${select(answered, labels)}[${window}]))`;
  return {
    all,
    bad: (rate, window) => `(sum(${rate}(${select(failed, labels)}[${window}])) or 0 * ${all(rate, window)})`,
  };
}

function slowRequests(app: string, seconds: number, histogram: DurationHistogram | undefined, labels: string) {
  if (!histogram) throw unmeasured(app, 'latency', 'how long requests took, in buckets');
  const { metric, buckets } = histogram;
  if (!buckets.includes(seconds)) {
    const near = [buckets.findLast((bound) => bound < seconds), buckets.find((bound) => bound > seconds)];
    throw new Failure(
      `${app} promises answers within ${seconds} s, and the histogram ${metric} has no such bucket`,
      `Take one of its neighbours: ${near.filter((bound) => bound !== undefined).join(' s or ')} s.`,
    );
  }
  const fast = { metric: `${metric}_bucket`, where: bucketLabel(seconds) };
  const all: Indicator['all'] = (rate, window) =>
    `sum(${rate}(${select({ metric: `${metric}_count` }, labels)}[${window}]))`;
  return {
    all,
    bad: (rate: 'rate' | 'increase', window: string) =>
      `(${all(rate, window)} - sum(${rate}(${select(fast, labels)}[${window}])))`,
  };
}

/**
 * Matcher of a bucket. Some programs write a whole number as `1`, others as `1.0`, and Prometheus 3 stores the latter
 * for both: https://prometheus.io/docs/prometheus/latest/migration/#le-and-quantile-label-values
 */
export function bucketLabel(bound: number): string {
  return Number.isInteger(bound) ? `le=~"${bound}([.]0)?"` : `le="${bound}"`;
}

function unmeasured(app: string, slo: string, what: string): Failure {
  return new Failure(
    `${app} promises ${slo}, and its image does not export ${what}`,
    `Say it in the runtime’s \`requests\` where the program does export it, or drop the objective.`,
  );
}
