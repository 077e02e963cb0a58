import type { PodOwner } from '../../workload/pods.ts';
import { ofServices } from '../objectives/requestMetrics.ts';
import type { Alert } from './alert.ts';

/** Exporter whose queue holds logs. */
const queue = 'exporter="otlp_http/queue"';

/**
 * The Collectors of a cluster, by their own metrics: https://opentelemetry.io/docs/collector/internal-telemetry/. What an
 * exporter counts as failed is tried again by the queue before it; what the queue itself counts as failed is given up. Of
 * documents that Elasticsearch refuses for good, only its exporter knows: the request for them succeeds. The receiver
 * inside the pod refuses whatever Elasticsearch does not take: it is not asked.
 */
export function collectorAlerts({ name, namespace }: PodOwner): readonly Alert[] {
  const own = ofServices(namespace, [name]);
  const rate = (metric: string, which: string) => `rate(otelcol_${metric}{${own},${which}}[5m])`;
  const grew = (metric: string, which: string) => `increase(${metric}{${own},${which}}[30m])`;
  const any = (by: string, series: readonly string[]) =>
    series.map((one) => `sum by (namespace, ${by}) (${one}) > 0`).join(' or ');
  const common = { severity: 'ticket', team: 'platform', dashboard: 'monitoring' } as const;
  return [
    {
      ...common,
      name: 'LogQueueFilling',
      expr: `max by (namespace, service) (otelcol_exporter_queue_size{${own},${queue}} / otelcol_exporter_queue_capacity{${own},${queue}}) > 0.5`,
      for: '15m',
      summary:
        'On a node the queue of logs is {{ $value | humanizePercentage }} full: once it is full, what the kubelet deletes is lost',
    },
    {
      ...common,
      name: 'LogsNotStored',
      expr: any('service', [rate('exporter_send_failed_log_records_total', 'exporter="elasticsearch"')]),
      for: '15m',
      summary: 'Elasticsearch takes no logs, or not all: they wait on the nodes',
    },
    {
      ...common,
      name: 'LogsLost',
      expr: any('service', [
        grew('otelcol_exporter_send_failed_log_records_total', queue),
        `increase({__name__="otelcol.elasticsearch.docs.processed_total",${own},outcome="failed_client"}[30m])`,
      ]),
      summary: 'Elasticsearch refuses lines of logs for good: they are given up',
    },
    {
      ...common,
      name: 'CollectorRefuses',
      expr: any('pod', [
        rate('receiver_refused_log_records_total', 'receiver="filelog"'),
        rate('receiver_refused_spans_total', 'receiver="otlp"'),
      ]),
      for: '15m',
      summary:
        'Collector {{ $labels.pod }} is short of memory and takes nothing more: logs of its node wait, traces are lost',
    },
    {
      ...common,
      name: 'SpansLost',
      expr: any(
        'service',
        ['send_failed', 'enqueue_failed'].map((how) =>
          grew(`otelcol_exporter_${how}_spans_total`, 'exporter="otlp_http/traces"'),
        ),
      ),
      summary: 'The backend of traces does not take what it is sent: spans are given up, and traces have gaps',
    },
  ];
}
