import type { Alert } from '../alert.ts';

/**
 * The path of alerts itself, by Prometheus' own metrics:
 * `rules/group.go` and `notifier/metric.go` of https://github.com/prometheus/prometheus.
 */
export const prometheusAlerts: readonly Alert[] = [
  {
    name: 'Watchdog',
    expr: 'vector(1)',
    severity: 'heartbeat',
    team: 'platform',
    summary: 'Always fires. Who receives it raises an alarm when it stops: then no alert arrives any more',
    dashboard: 'monitoring',
  },
  {
    name: 'RulesFail',
    expr: 'sum by (namespace, pod, rule_group) (increase(prometheus_rule_evaluation_failures_total[5m])) > 0',
    for: '5m',
    severity: 'ticket',
    team: 'platform',
    summary: 'Rules of {{ $labels.rule_group }} cannot be evaluated: their alerts are silent, whatever happens',
    dashboard: 'monitoring',
  },
  {
    name: 'AlertmanagerUnreachable',
    expr: 'max by (namespace, pod) (prometheus_notifications_alertmanagers_discovered) < 1 or sum by (namespace, pod) (increase(prometheus_notifications_dropped_total[5m])) > 0',
    for: '5m',
    severity: 'page',
    team: 'platform',
    summary: 'Prometheus {{ $labels.pod }} cannot hand its alerts to an Alertmanager',
    dashboard: 'monitoring',
  },
];
