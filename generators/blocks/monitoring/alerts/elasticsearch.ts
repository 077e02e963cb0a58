import type { PodOwner } from '../../workload/pods.ts';
import { ofServices } from '../objectives/requestMetrics.ts';
import type { Alert } from './alert.ts';

/** What is asked of one Elasticsearch, whatever it is for. */
export interface ElasticsearchQueries {
  /** It is of this colour. */
  colour(color: 'red' | 'yellow'): string;
  /** The disk of a node is fuller than this share. */
  fuller(share: number): string;
  /** Since so many hours, none of its snapshots was taken. */
  noSnapshot(hours: number): string;
  /** In so many hours, one of its snapshots failed. */
  failedSnapshot(hours: number): string;
}

/**
 * One Elasticsearch, by elasticsearch_exporter beside each node: `collector/cluster_health.go`, `collector/nodes.go` and
 * `collector/slm.go` of https://github.com/prometheus-community/elasticsearch_exporter/tree/v1.11.0. Every node says how
 * the whole is. From 85 % on a node takes no further index, and from 95 % on it refuses to write:
 * https://www.elastic.co/docs/reference/elasticsearch/configuration-reference/cluster-level-shard-allocation-routing-settings#disk-based-shard-allocation.
 * How many snapshots there have been is counted over the life of the cluster.
 */
export function elasticsearchQueries({ name, namespace }: PodOwner): ElasticsearchQueries {
  const own = ofServices(namespace, [name]);
  const whole = (series: string) => `max by (namespace, service) (${series})`;
  const disk = (part: string) => `elasticsearch_filesystem_data_${part}_bytes{${own}}`;
  const snapshots = (what: string) => `elasticsearch_slm_stats_snapshots_${what}_total{${own}}`;
  return {
    colour: (color) => `${whole(`elasticsearch_cluster_health_status{${own},color="${color}"}`)} == 1`,
    fuller: (share) => `max by (namespace, service, pod) (1 - ${disk('available')} / ${disk('size')}) > ${share}`,
    noSnapshot: (hours) => `${whole(snapshots('taken'))} - ${whole(`${snapshots('taken')} offset ${hours}h`)} == 0`,
    failedSnapshot: (hours) => `${whole(`increase(${snapshots('failed')}[${hours}h])`)} > 0`,
  };
}

/** One store of logs. */
export function logStoreAlerts(owner: PodOwner): readonly Alert[] {
  const { name } = owner;
  const asked = elasticsearchQueries(owner);
  const common = { severity: 'ticket', team: 'platform', dashboard: 'monitoring' } as const;
  return [
    {
      ...common,
      name: 'LogStoreRed',
      expr: asked.colour('red'),
      for: '10m',
      summary: `Some logs in ${name} have no node that holds them: they cannot be read, and new ones may wait on the nodes`,
    },
    {
      ...common,
      name: 'LogStoreYellow',
      expr: asked.colour('yellow'),
      for: '2h',
      summary: `${name} has only one copy of some logs: the next node that is lost takes them with it`,
    },
    {
      ...common,
      name: 'LogStoreFills',
      expr: asked.fuller(0.8),
      for: '15m',
      summary: 'The disk of {{ $labels.pod }} is {{ $value | humanizePercentage }} full: at 95% logs are refused',
    },
    {
      ...common,
      name: 'LogSnapshotOld',
      expr: asked.noSnapshot(36),
      for: '30m',
      summary: `${name} has had no snapshot for 36 hours: logs are on its own disks alone`,
    },
    {
      ...common,
      name: 'LogSnapshotFailed',
      expr: asked.failedSnapshot(6),
      summary: `A snapshot of ${name} failed: the one before is the last`,
    },
  ];
}
