import type { MetricSource } from './metricSource.ts';

/** `controller/metrics/metrics.go` of https://github.com/argoproj/argo-cd/tree/v3.5.7 */
export const argoCdMetrics: MetricSource = {
  program: 'Argo CD',
  metrics: {
    argocd_app_info: [
      'namespace',
      'name',
      'project',
      'autosync_enabled',
      'repo',
      'dest_server',
      'dest_namespace',
      'sync_status',
      'health_status',
      'operation',
    ],
  },
};
