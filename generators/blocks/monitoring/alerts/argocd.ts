import type { Alert } from './alert.ts';

/** Applications, by https://github.com/argoproj/argo-cd/blob/v3.5.7/controller/metrics/metrics.go: on the hub alone. */
export const argoCdAlerts: readonly Alert[] = [
  {
    name: 'ApplicationOutOfSync',
    expr: application('sync_status!="Synced"'),
    for: '1h',
    severity: 'ticket',
    team: 'platform',
    summary: 'What runs of {{ $labels.name }} has not been what git says for an hour',
    dashboard: 'argocd',
  },
  {
    name: 'ApplicationUnhealthy',
    expr: application('health_status=~"Degraded|Missing"'),
    for: '15m',
    severity: 'ticket',
    team: 'platform',
    summary: 'Argo CD finds {{ $labels.name }} degraded or missing: the release of its ring waits',
    dashboard: 'argocd',
  },
];

function application(where: string): string {
  return `max by (namespace, name, dest_server) (argocd_app_info{${where}}) == 1`;
}
