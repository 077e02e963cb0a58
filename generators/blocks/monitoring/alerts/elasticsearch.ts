import type { PodOwner } from '../../workload/pods.ts';
import { ofServices } from '../objectives/requestMetrics.ts';
import type { Alert } from './alert.ts';

/**
 * One Elasticsearch, by elasticsearch_exporter beside each node: `collector/cluster_health.go`, `collector/nodes.go` and
 * `collector/slm.go` of https://github.com/prometheus-community/elasticsearch_exporter/tree/v1.11.0. Every node says how
 * the whole is. From 85 % on a node takes no further index, and from 95 % on it refuses to write:
 * https://www.elastic.co/docs/reference/elasticsearch/configuration-reference/cluster-level-shard-allocation-routing-settings#disk-based-shard-allocation.
 * How many snapshots there have been is counted over the life of the cluster.
 */
export function elasticsearchAlerts({ name, namespace }: PodOwner): readonly Alert[] {
  const own = ofServices(namespace, [name]);
  const whole = (series: string) => `max by (namespace, service) (${series})`;
  const colour = (color: string) => `${whole(`elasticsearch_cluster_health_status{${own},color="${color}"}`)} == 1`;
  const disk = (part: string) => `elasticsearch_filesystem_data_${part}_bytes{${own}}`;
  const snapshots = (what: string) => `elasticsearch_slm_stats_snapshots_${what}_total{${own}}`;
  const common = { severity: 'ticket', team: 'platform', dashboard: 'monitoring' } as const;
  return [
    {
      ...common,
      name: 'LogStoreRed',
      expr: colour('red'),
      for: '10m',
      summary: `Some logs in ${name} have no node that holds them: they cannot be read, and new ones may wait on the nodes`,
    },
    {
      ...common,
      name: 'LogStoreYellow',
      expr: colour('yellow'),
      for: '2h',
      summary: `${name} has only one copy of some logs: the next node that is lost takes them with it`,
    },
    {
      ...common,
      name: 'LogStoreFills',
      expr: `max by (namespace, service, pod) (1 - ${disk('available')} / ${disk('size')}) > 0.8`,
      for: '15m',
      summary: 'The disk of {{ $labels.pod }} is {{ $value | humanizePercentage }} full: at 95% logs are refused',
    },
    {
      ...common,
      name: 'LogSnapshotOld',
      expr: `${whole(snapshots('taken'))} - ${whole(`${snapshots('taken')} offset 36h`)} == 0`,
      for: '30m',
      summary: `${name} has had no snapshot for 36 hours: logs are on its own disks alone`,
    },
    {
      ...common,
      name: 'LogSnapshotFailed',
      expr: `${whole(`increase(${snapshots('failed')}[6h])`)} > 0`,
      summary: `A snapshot of ${name} failed: the one before is the last`,
    },
  ];
}
