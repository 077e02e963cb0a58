import type { MetricSource } from './metricSource.ts';

const volume = ['namespace', 'persistentvolumeclaim'];

/**
 * The kubelet itself, at `/metrics`: `pkg/kubelet/metrics/collectors/volume_stats.go` of
 * https://github.com/kubernetes/kubernetes/tree/v1.36.0
 */
export const kubelet: MetricSource = {
  program: 'kubelet',
  metrics: {
    kubelet_volume_stats_available_bytes: volume,
    kubelet_volume_stats_capacity_bytes: volume,
  },
};
