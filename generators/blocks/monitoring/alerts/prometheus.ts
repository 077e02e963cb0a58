import type { Alert } from './alert.ts';

/**
 * The path of alerts itself, by Prometheus' own metrics:
 * `rules/group.go` of https://github.com/prometheus/prometheus.
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
];
