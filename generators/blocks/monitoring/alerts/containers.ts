import { type Alert, teamOfNamespace } from './alert.ts';

/** Container of a pod; cAdvisor has further series for whole pods, without a container's name. */
const container = 'max by (namespace, pod, container)';

/**
 * Limits of containers: cAdvisor in the kubelet says what they use
 * (https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md), kube-state-metrics what they may use and
 * how they ended (`docs/metrics/workload/pod-metrics.md`).
 */
export const containerAlerts: readonly Alert[] = [
  {
    name: 'ContainerOomKilled',
    expr:
      `${container} (increase(kube_pod_container_status_restarts_total[10m])) > 0` +
      ` and ${container} (kube_pod_container_status_last_terminated_reason{reason="OOMKilled"}) == 1`,
    severity: 'ticket',
    team: teamOfNamespace,
    summary:
      'Container {{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} was killed: it wanted more memory than its limit',
    dashboard: 'app',
  },
  {
    name: 'CpuThrottled',
    expr: `${container} (${periods('throttled_periods')}) / ${container} (${periods('periods')} > 0) > 0.25`,
    for: '15m',
    severity: 'ticket',
    team: teamOfNamespace,
    summary:
      'Container {{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} is slowed down by its CPU limit in {{ $value | humanizePercentage }} of all periods',
    dashboard: 'app',
  },
  {
    name: 'MemoryNearLimit',
    expr:
      `${container} (container_memory_working_set_bytes{container!=""})` +
      ` / ${container} (kube_pod_container_resource_limits{resource="memory"}) > 0.9`,
    for: '15m',
    severity: 'ticket',
    team: teamOfNamespace,
    summary:
      'Container {{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} uses {{ $value | humanizePercentage }} of its memory: at 100% it is killed',
    dashboard: 'app',
  },
];

function periods(which: string): string {
  return `increase(container_cpu_cfs_${which}_total{container!=""}[5m])`;
}
