import type { MetricSource } from './metricSource.ts';

/**
 * OpenTelemetry Collector: `exporter/exporterhelper/metadata.yaml` and `receiver/receiverhelper/metadata.yaml` of
 * https://github.com/open-telemetry/opentelemetry-collector/tree/v0.148.0, with the suffix that its exporter for
 * Prometheus appends to counters; and `exporter/elasticsearchexporter/documentation.md` of
 * https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.148.0, whose names have dots, which
 * Prometheus 3 keeps: https://prometheus.io/docs/guides/utf8/
 */
export const collectorMetrics: MetricSource = {
  program: 'OpenTelemetry Collector',
  images: ['docker.io/otel/opentelemetry-collector-contrib'],
  metrics: {
    otelcol_exporter_queue_size: ['exporter', 'data_type'],
    otelcol_exporter_queue_capacity: ['exporter', 'data_type'],
    otelcol_exporter_sent_log_records_total: ['exporter'],
    otelcol_exporter_send_failed_log_records_total: ['exporter'],
    otelcol_exporter_sent_spans_total: ['exporter'],
    otelcol_exporter_send_failed_spans_total: ['exporter'],
    otelcol_exporter_enqueue_failed_spans_total: ['exporter'],
    otelcol_receiver_refused_log_records_total: ['receiver', 'transport'],
    otelcol_receiver_refused_spans_total: ['receiver', 'transport'],
    'otelcol.elasticsearch.docs.processed_total': ['outcome'],
  },
};
