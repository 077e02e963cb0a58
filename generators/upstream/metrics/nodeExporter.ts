import type { MetricSource } from './metricSource.ts';

const filesystem = ['device', 'device_error', 'fstype', 'mountpoint'];

/** `collector/{cpu,meminfo,filesystem}_*.go` of https://github.com/prometheus/node_exporter/tree/v1.12.1 */
export const nodeExporter: MetricSource = {
  program: 'node-exporter',
  metrics: {
    node_cpu_seconds_total: ['cpu', 'mode'],
    node_memory_MemAvailable_bytes: [],
    node_memory_MemTotal_bytes: [],
    node_filesystem_avail_bytes: filesystem,
    node_filesystem_size_bytes: filesystem,
  },
};
