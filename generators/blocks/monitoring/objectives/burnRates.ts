import type { Alert } from '../alerts/alert.ts';
import { appDashboardUid } from '../dashboards/names.ts';
import type { RecordingRule } from '../prometheus/rule.ts';
import type { Indicator } from './indicator.ts';
import { errorBudget, type Objective, rounded } from './objective.ts';

/** Alerts on two windows: both must burn the budget by this factor, the short one ends the alert soon. */
interface BurnRate {
  readonly short: string;
  readonly long: string;
  readonly factor: number;
  readonly for: string;
  readonly severity: 'page' | 'ticket';
}

/**
 * Windows and factors of https://sre.google/workbook/alerting-on-slos/#6-multiwindow-multi-burn-rate-alerts for a budget
 * of 30 days, with the waiting times of https://github.com/kubernetes-monitoring/kubernetes-mixin. A factor of 14.4 burns
 * 2 percent of the budget in an hour, 6 burns 5 percent in six hours, 3 and 1 burn 10 percent in one and three days.
 */
const burnRates: readonly BurnRate[] = [
  { short: '5m', long: '1h', factor: 14.4, for: '2m', severity: 'page' },
  { short: '30m', long: '6h', factor: 6, for: '15m', severity: 'page' },
  { short: '2h', long: '1d', factor: 3, for: '1h', severity: 'ticket' },
  { short: '6h', long: '3d', factor: 1, for: '3h', severity: 'ticket' },
];

const windows = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'];

/**
 * Least number of bad requests in the long window of an alert. At night one failure among a few requests is a high
 * ratio, and nobody is to be woken by it; a failure of all of a few hundred requests is more than this, and wakes. A
 * least number of requests, the usual guard, would sleep through that.
 */
export const leastBad = 10;

/** An app's objective, with what measures it. */
export interface MeasuredObjective {
  readonly app: string;
  readonly namespace: string;
  readonly objective: Objective;
  readonly indicator: Indicator;
}

/**
 * Recording rules, named as https://sloth.dev names them: the ratio of bad requests in each window, and their number in
 * the long ones. Where there are no requests there is no ratio: nothing is divided by zero, and nothing is alerted on.
 */
export function recordings(measured: MeasuredObjective): RecordingRule[] {
  const { objective, indicator } = measured;
  const labels = labelsOfObjective(measured);
  const record = (name: string, expr: string): RecordingRule => ({ record: name, expr, labels });
  return [
    ...windows.map((window) =>
      record(
        `slo:sli_error:ratio_rate${window}`,
        `${indicator.bad('rate', window)} / (${indicator.all('rate', window)} > 0)`,
      ),
    ),
    ...burnRates.map(({ long }) => record(`slo:sli_error:increase${long}`, indicator.bad('increase', long))),
    record('slo:sli_error:ratio_rate30d', `avg_over_time(slo:sli_error:ratio_rate5m${selected(measured)}[30d])`),
    record('slo:objective:ratio', `vector(${rounded(objective.percent / 100)})`),
  ];
}

/** Alerts on the budget of an objective. Where a factor would need more than all requests to be bad, there is none. */
export function budgetAlerts(measured: MeasuredObjective): Alert[] {
  const { app, namespace, objective } = measured;
  const budget = errorBudget(objective);
  const labels = selected(measured);
  return burnRates
    .filter(({ factor }) => factor * budget < 1)
    .map(({ short, long, factor, for: wait, severity }) => {
      const above = `> ${rounded(factor * budget)}`;
      return {
        name: 'ErrorBudgetBurn',
        expr: [
          `slo:sli_error:ratio_rate${long}${labels} ${above}`,
          `slo:sli_error:ratio_rate${short}${labels} ${above}`,
          `slo:sli_error:increase${long}${labels} >= ${leastBad}`,
        ].join(' and '),
        for: wait,
        severity,
        team: namespace,
        labels: { window: long },
        summary: `${app} ${badly(objective)}: {{ $value | humanizePercentage }} of requests in ${long}, and ${rounded(budget * 100)}% are allowed`,
        dashboard: appDashboardUid(app),
      };
    });
}

const badly = (objective: Objective): string =>
  objective.slo === 'availability' ? 'fails' : `is slower than ${objective.seconds} s`;

const labelsOfObjective = ({ app, namespace, objective }: MeasuredObjective) => ({
  slo: objective.slo,
  app,
  namespace,
});

const selected = (measured: MeasuredObjective): string =>
  `{${Object.entries(labelsOfObjective(measured))
    .map(([label, value]) => `${label}="${value}"`)
    .join(',')}}`;
