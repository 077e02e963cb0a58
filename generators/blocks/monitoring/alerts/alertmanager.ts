import type { Alert } from './alert.ts';

/**
 * Alertmanager's own metrics: `notify/metrics.go` and `config/coordinator.go` of
 * https://github.com/prometheus/alertmanager; and what Prometheus says of it: `notifier/metric.go` of
 * https://github.com/prometheus/prometheus. What it cannot tell one receiver, it tells the others.
 */
export const alertmanagerAlerts: readonly Alert[] = [
  {
    name: 'AlertmanagerUnreachable',
    expr: 'max by (namespace, pod) (prometheus_notifications_alertmanagers_discovered) < 1 or sum by (namespace, pod) (increase(prometheus_notifications_dropped_total[5m])) > 0',
    for: '5m',
    severity: 'page',
    team: 'platform',
    summary: 'Prometheus {{ $labels.pod }} cannot hand its alerts to an Alertmanager',
    dashboard: 'monitoring',
  },
  {
    name: 'NotificationsFail',
    expr: 'sum by (namespace, integration) (increase(alertmanager_notifications_failed_total[15m])) > 0',
    severity: 'page',
    team: 'platform',
    summary: 'Messages by {{ $labels.integration }} fail: who is told by it hears of no alert',
    dashboard: 'monitoring',
  },
  {
    name: 'AlertmanagerConfigRefused',
    expr: 'max by (namespace, pod) (alertmanager_config_last_reload_successful) == 0',
    for: '10m',
    severity: 'ticket',
    team: 'platform',
    summary: '{{ $labels.pod }} refuses its configuration and tells people by the one before',
    dashboard: 'monitoring',
  },
];
