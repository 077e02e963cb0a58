/** Series by their selector, with values in promtool's notation: `0+10x60` is 0, 10, 20 and so on, 61 values. */
export type InputSeries = Readonly<Record<string, string>>;

/**
 * Series at which an alert fires, and series at which it does not. promtool's clock begins at 0.
 * https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/
 */
export interface AlertCase {
  readonly fires: InputSeries;
  readonly quiet: InputSeries;
  /** When it is looked. */
  readonly at: string;
  /** Time between two values, and between two evaluations. Default: a minute. */
  readonly every?: string;
  /** Labels of the series that fires, beside those that the rule adds. */
  readonly labels: Readonly<Record<string, string>>;
  /** What people read, with its values. */
  readonly summary: string;
}

/** Cases by `caseKey`. */
export type AlertCases = Readonly<Record<string, AlertCase>>;
