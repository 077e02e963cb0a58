import type { Alert } from '../alert.ts';

/**
 * Alertmanager's own metrics: `notify/metrics.go` and `config/coordinator.go` of
 * https://github.com/prometheus/alertmanager. What it cannot tell one receiver, it tells the others.
 */
export const alertmanagerAlerts: readonly Alert[] = [
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
