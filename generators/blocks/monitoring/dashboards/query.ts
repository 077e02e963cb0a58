import { ofServices, type Series, select } from '../objectives/requestMetrics.ts';
import type { MeasuredApp } from '../targets/measuredApp.ts';

/** Window of rates: at least four scrapes, and longer when a chart shows days. It knows how often Prometheus scrapes. */
const window = '$__rate_interval';

/** Rate of each series. */
export function rate(series: string): string {
  return `rate(${series}[${window}])`;
}

/** How much each series grew in the window. */
export function increase(series: string): string {
  return `increase(${series}[${window}])`;
}

/** Sum of rates, by labels. */
export function sumRate(by: string, series: string): string {
  return `sum by (${by}) (${rate(series)})`;
}

/** Share of two sums of the same labels. Without any of the first, but some of the second, it is 0. */
export function ratioOf(part: string, all: string): string {
  return `(${part} or 0 * ${all}) / (${all} > 0)`;
}

/** Series of the requests to an app, its canary's too. */
export function ofApp({ namespace, podNames }: MeasuredApp, series: Series): string {
  return select(series, ofServices(namespace, podNames));
}

/**
 * Quantile of a histogram by labels.
 * @param series its buckets
 */
export function quantile(which: number, by: string, series: string): string {
  return `histogram_quantile(${which}, sum by (${[by, 'le'].filter(Boolean).join(', ')}) (${rate(series)}))`;
}
