import { graph, number } from './chart.ts';
import type { DashboardSpec } from './dashboard.ts';

/** Dashboard of Argo CD, for a Prometheus that scrapes the hub: `controller/metrics/metrics.go` of Argo CD. */
export const argoCdDashboard: DashboardSpec = {
  uid: 'argocd',
  title: 'Argo CD',
  folder: 'platform',
  description: 'Whether what runs is what git says. Series are on the hub alone.',
  sections: [
    {
      title: 'Applications',
      charts: [
        number('Not as git says', 'short', [counted('sync_status!="Synced"'), ''], { limit: 1 }),
        number('Degraded or missing', 'short', [counted('health_status=~"Degraded|Missing"'), ''], { limit: 1 }),
        number('Progressing', 'short', [counted('health_status="Progressing"'), '']),
        number('All', 'short', [counted(''), '']),
        graph('Not as git says, by name', 'short', [[named('sync_status!="Synced"'), '{{name}}']], { width: 12 }),
        graph('Degraded or missing, by name', 'short', [[named('health_status=~"Degraded|Missing"'), '{{name}}']], {
          width: 12,
        }),
      ],
    },
  ],
};

function named(where: string): string {
  return `max by (name, dest_server) (argocd_app_info{${where}}) == 1`;
}

function counted(where: string): string {
  return `count(${named(where)}) or vector(0)`;
}
