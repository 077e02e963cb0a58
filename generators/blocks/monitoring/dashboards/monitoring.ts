import { graph, number } from './chart.ts';
import type { DashboardSpec } from './dashboard.ts';
import { increase, rate } from './query.ts';
import { podSection, resourceSection } from './resources.ts';

const pods = 'namespace="monitoring",pod=~".+"';

/** The exporters of a Collector: before the queue of logs, and behind it. */
const [queue, store] = ['exporter="otlp_http/queue"', 'exporter="elasticsearch"'];

/** Dashboard of monitoring itself: whether it sees everything, and whether its alerts reach anybody. */
export const monitoringDashboard: DashboardSpec = {
  uid: 'monitoring',
  title: 'Monitoring',
  folder: 'platform',
  description: 'Whether Prometheus sees everything, and whether its alerts reach somebody.',
  sections: [
    {
      title: 'Targets',
      charts: [
        number('Targets that do not answer', 'short', ['count(up == 0) or vector(0)', ''], { limit: 1 }),
        graph('Targets that do not answer, by name', 'short', [
          ['sum by (namespace, job) (up == bool 0) > 0', '{{namespace}} {{job}}'],
        ]),
        graph('Targets, by name', 'short', [['count by (namespace, job) (up)', '{{namespace}} {{job}}']]),
      ],
    },
    {
      title: 'Alerts',
      charts: [
        graph('Alerts that fire', 'short', [
          [
            'count by (alertname, severity) (ALERTS{alertstate="firing",severity!="heartbeat"})',
            '{{alertname}} {{severity}}',
          ],
        ]),
        graph('Rules that cannot be evaluated', 'short', [
          [
            `sum by (pod, rule_group) (${increase('prometheus_rule_evaluation_failures_total')}) > 0`,
            '{{pod}} {{rule_group}}',
          ],
        ]),
        graph('Alerts that were dropped', 'short', [
          [`sum by (pod) (${increase('prometheus_notifications_dropped_total')})`, '{{pod}}'],
          ['max by (pod) (prometheus_notifications_alertmanagers_discovered)', '{{pod}} Alertmanagers'],
        ]),
      ],
    },
    {
      title: 'Prometheus',
      charts: [
        graph('Series', 'short', [['max by (pod) (prometheus_tsdb_head_series)', '{{pod}}']]),
        graph('Samples', 'ops', [
          ['sum by (pod) (rate(prometheus_tsdb_head_samples_appended_total[$__rate_interval]))', '{{pod}}'],
        ]),
        graph('Blocks on its volume', 'bytes', [['max by (pod) (prometheus_tsdb_storage_blocks_bytes)', '{{pod}}']]),
      ],
    },
    {
      title: 'Logs and traces',
      charts: [
        graph(
          'Queue of logs on each node',
          'percentunit',
          [
            [
              `max by (pod) (otelcol_exporter_queue_size{${queue}} / otelcol_exporter_queue_capacity{${queue}})`,
              '{{pod}}',
            ],
          ],
          { limit: 0.5, max: 1 },
        ),
        graph('Lines of logs', 'ops', [
          [`sum(${rate(`otelcol_exporter_sent_log_records_total{${store}}`)})`, 'stored'],
          [`sum(${rate(`otelcol_exporter_send_failed_log_records_total{${store}}`)})`, 'not taken by Elasticsearch'],
          [`sum(${rate('otelcol_receiver_refused_log_records_total{receiver="filelog"}')})`, 'not read on'],
        ]),
        graph('Spans', 'ops', [
          [`sum(${rate('otelcol_exporter_sent_spans_total')})`, 'sent'],
          [`sum(${rate('otelcol_exporter_send_failed_spans_total')})`, 'given up'],
          [`sum(${rate('otelcol_receiver_refused_spans_total')})`, 'refused'],
        ]),
      ],
    },
    podSection(pods),
    resourceSection(pods),
  ],
};
