import { type Alert, teamOfNamespace } from './alert.ts';

const volume = (metric: string) => `max by (namespace, persistentvolumeclaim) (${metric})`;
const free = `${volume('kubelet_volume_stats_available_bytes')} / ${volume('kubelet_volume_stats_capacity_bytes')}`;

/** Volumes, by https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/kubelet/metrics/collectors/volume_stats.go */
export const volumeAlerts: readonly Alert[] = [
  {
    name: 'VolumeFilling',
    expr: `${free} < 0.3 and ${volume('predict_linear(kubelet_volume_stats_available_bytes[6h], 4 * 86400)')} < 0`,
    for: '1h',
    severity: 'ticket',
    team: teamOfNamespace,
    summary:
      'Volume {{ $labels.persistentvolumeclaim }} in {{ $labels.namespace }} is full within four days at this pace; {{ $value | humanizePercentage }} is free',
    dashboard: 'cluster',
  },
  {
    name: 'VolumeAlmostFull',
    expr: `${free} < 0.08`,
    for: '5m',
    severity: 'page',
    team: teamOfNamespace,
    summary:
      'Volume {{ $labels.persistentvolumeclaim }} in {{ $labels.namespace }} has {{ $value | humanizePercentage }} left: a database stops when it is full',
    dashboard: 'cluster',
  },
];
