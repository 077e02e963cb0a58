import type { Dashboard } from '../dashboards/names.ts';

/**
 * What an alert asks of people: `page` wakes somebody, `ticket` waits for working hours, `heartbeat` always fires and is
 * missed when it stops.
 */
export type AlertSeverity = 'page' | 'ticket' | 'heartbeat';

/** Alert as data. Its runbook is the page `docs/runbooks/<name>.md`. */
export interface Alert {
  /** Also the name of its runbook: one alert may have several rules, for several windows or systems. */
  readonly name: string;
  /** PromQL: each series of the result is one alert. */
  readonly expr: string;
  /** How long it must hold. Default: it fires at once. */
  readonly for?: string;
  readonly severity: AlertSeverity;
  /** Who is told. The namespace of what is affected is its team: {@link teamOfNamespace} where the series says which. */
  readonly team: string;
  /** Further labels, beside those of the series. */
  readonly labels?: Readonly<Record<string, string>>;
  /** What a person reads at night. Templates: https://prometheus.io/docs/prometheus/latest/configuration/template_reference/ */
  readonly summary: string;
  readonly dashboard: Dashboard;
}

/** Alerts that are evaluated one after the other. */
export interface AlertGroup {
  readonly name: string;
  readonly alerts: readonly Alert[];
}

/** Team of an alert whose series has the label `namespace`. */
export const teamOfNamespace = '{{ $labels.namespace }}';

/** Repository path of the runbook of an alert. */
export function runbookOf(name: string): string {
  return `docs/runbooks/${name}.md`;
}
