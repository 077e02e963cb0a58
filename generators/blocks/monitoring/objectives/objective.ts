import { Failure } from '../../../model/finding.ts';

/** What an app promises its users over any 30 days. {@link availability} and {@link latency} make one. */
export type Objective = AvailabilityObjective | LatencyObjective;

/** So many percent of all requests do not fail by the server's fault. */
export interface AvailabilityObjective {
  readonly slo: 'availability';
  readonly percent: number;
}

/** So many percent of all requests are answered within so many seconds. */
export interface LatencyObjective {
  readonly slo: 'latency';
  readonly percent: number;
  readonly seconds: number;
}

/**
 * Objective: `percent` of all requests do not fail.
 * @throws Failure when it is not between 50 and 100
 */
export function availability(percent: number): AvailabilityObjective {
  return { slo: 'availability', percent: checkedPercent(percent) };
}

/**
 * Objective: `percent` of all requests are answered within a duration such as `500ms` or `2s`.
 * @throws Failure when the percentage is not between 50 and 100, or the duration is none
 */
export function latency(percent: number, within: string): LatencyObjective {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(within) ?? [];
  const seconds = unit === 'ms' ? Number(digits) / 1000 : Number(digits);
  if (!(seconds > 0)) {
    throw new Failure(
      `${JSON.stringify(within)} is no duration of a request`,
      'Write a number and its unit, ms or s: 500ms, 2s.',
    );
  }
  return { slo: 'latency', percent: checkedPercent(percent), seconds };
}

/** Share of requests that may miss an objective: 0.001 of 99.9 percent. */
export function errorBudget({ percent }: Pick<Objective, 'percent'>): number {
  return rounded((100 - percent) / 100);
}

/** Without the last digits of a binary fraction: 0.001, not 0.00099999999999994. */
export const rounded = (value: number): number => Number(value.toPrecision(9));

function checkedPercent(percent: number): number {
  if (percent > 50 && percent < 100) return percent;
  throw new Failure(
    `An objective of ${percent} percent cannot be kept or says nothing`,
    'Take a number between 50 and 100, without these two: 99.9.',
  );
}
