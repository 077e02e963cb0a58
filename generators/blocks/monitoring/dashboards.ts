/** Dashboards that alerts point to, by the uid that they have in Grafana. */
export type Dashboard =
  | 'overview'
  | 'app'
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
  | 'push';
