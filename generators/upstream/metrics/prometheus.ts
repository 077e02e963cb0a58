import type { MetricSource } from './metricSource.ts';

/**
 * Prometheus: `rules/group.go` and `notifier/{metric,alertmanagerset}.go` of
 * https://github.com/prometheus/prometheus/tree/v3.13.2. It makes `up` itself, of each target:
 * https://prometheus.io/docs/concepts/jobs_instances/
 */
export const prometheusMetrics: MetricSource = {
  program: 'Prometheus',
  metrics: {
    up: [],
    prometheus_notifications_alertmanagers_discovered: [],
    prometheus_notifications_dropped_total: [],
    prometheus_rule_evaluation_failures_total: ['rule_group'],
  },
};
