import type { MetricSource } from './metricSource.ts';

const container = ['namespace', 'pod', 'container', 'id', 'image', 'name'];

/**
 * cAdvisor, inside the kubelet at `/metrics/cadvisor`. Names: `metrics/prometheus.go` of
 * https://github.com/google/cadvisor; labels: `pkg/kubelet/server/server.go` of
 * https://github.com/kubernetes/kubernetes/tree/v1.36.0 (`containerPrometheusLabelsFunc`).
 */
export const cadvisor: MetricSource = {
  program: 'cAdvisor',
  metrics: {
    container_cpu_cfs_periods_total: container,
    container_cpu_cfs_throttled_periods_total: container,
    container_cpu_usage_seconds_total: [...container, 'cpu'],
    container_memory_working_set_bytes: container,
  },
};
