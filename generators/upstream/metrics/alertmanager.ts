import type { MetricSource } from './metricSource.ts';

/**
 * Alertmanager: `notify/metrics.go` and `config/coordinator.go` of
 * https://github.com/prometheus/alertmanager/tree/v0.33.1
 */
export const alertmanagerMetrics: MetricSource = {
  program: 'Alertmanager',
  metrics: {
    alertmanager_notifications_failed_total: ['integration', 'reason'],
    alertmanager_config_last_reload_successful: [],
  },
};
