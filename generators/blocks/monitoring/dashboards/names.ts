/** Dashboards that alerts point to, by the uid that they have in Grafana: `app` is that of all apps. */
export type Dashboard =
  | 'overview'
  | 'app'
  | `app-${string}`
  | 'cluster'
  | 'gateway'
  | 'argocd'
  | 'monitoring'
  | 'postgres'
  | 'mysql'
  | 'mongodb'
  | 'valkey'
  | 'rabbitmq'
  | 'cassandra'
  | 'search'
  | 'push';

/** Uid of the dashboard of one app. */
export function appDashboardUid(app: string) {
  return `app-${app}` as const;
}
