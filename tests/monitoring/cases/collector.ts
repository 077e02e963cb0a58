import type { AlertCase, AlertCases } from '../alertCase.ts';

const pod = 'namespace="agents",service="logs",pod="logs-x7k2p"';
const queue = 'exporter="otlp_http/queue",data_type="logs"';
const labels = { namespace: 'agents', service: 'logs' };

/** Of a counter that grows, and of one that grew before and has stopped since. */
const growing = (series: string, rest: Pick<AlertCase, 'labels' | 'summary'>): AlertCase => ({
  fires: { [series]: '0+10x60' },
  quiet: { [series]: '0+10x5 50x90' },
  at: '50m',
  ...rest,
});

/** Cases of alerts about the Collectors: `logs` in `agents`. */
export const collectorCases: AlertCases = {
  'collector LogQueueFilling': {
    fires: {
      [`otelcol_exporter_queue_size{${pod},${queue}}`]: '600x30',
      [`otelcol_exporter_queue_capacity{${pod},${queue}}`]: '1000x30',
    },
    // That of traces is another one.
    quiet: {
      [`otelcol_exporter_queue_size{${pod},${queue}}`]: '600x10 400x20',
      [`otelcol_exporter_queue_capacity{${pod},${queue}}`]: '1000x30',
      [`otelcol_exporter_queue_size{${pod},exporter="otlp_http/traces",data_type="traces"}`]: '900x30',
      [`otelcol_exporter_queue_capacity{${pod},exporter="otlp_http/traces",data_type="traces"}`]: '1000x30',
    },
    at: '20m',
    labels,
    summary: 'On a node the queue of logs is 60% full: once it is full, what the kubelet deletes is lost',
  },
  'collector LogsNotStored': growing(
    `otelcol_exporter_send_failed_log_records_total{${pod},exporter="elasticsearch"}`,
    { labels, summary: 'Elasticsearch takes no logs, or not all: they wait on the nodes' },
  ),
  'collector LogsLost': growing(
    `{__name__="otelcol.elasticsearch.docs.processed_total",${pod},outcome="failed_client"}`,
    { labels, summary: 'Elasticsearch refuses lines of logs for good: they are given up' },
  ),
  'collector CollectorRefuses': growing(
    `otelcol_receiver_refused_log_records_total{${pod},receiver="filelog",transport=""}`,
    {
      labels: { namespace: 'agents', pod: 'logs-x7k2p' },
      summary: 'Collector logs-x7k2p is short of memory and takes nothing more: logs of its node wait, traces are lost',
    },
  ),
  'collector SpansLost': growing(`otelcol_exporter_send_failed_spans_total{${pod},exporter="otlp_http/traces"}`, {
    labels,
    summary: 'The backend of traces does not take what it is sent: spans are given up, and traces have gaps',
  }),
};
