import type { MetricSource } from './metricSource.ts';

/** Port of elasticsearch_exporter: https://github.com/prometheus-community/elasticsearch_exporter/blob/v1.11.0/main.go */
export const elasticsearchExporterPort = 9114;

const kinds = ['master', 'data', 'ingest', 'client'].map((kind) => `es_${kind}_node`);
const node = ['cluster', 'host', 'name', ...kinds];
const disk = [...node, 'mount', 'path'];

/**
 * elasticsearch_exporter: `cluster_health.go` and `nodes.go` of `collector/`, and with `--collector.slm` `slm.go` of
 * https://github.com/prometheus-community/elasticsearch_exporter/tree/v1.11.0
 */
export const elasticsearchMetrics: MetricSource = {
  program: 'elasticsearch_exporter',
  images: ['quay.io/prometheuscommunity/elasticsearch-exporter'],
  metrics: {
    elasticsearch_cluster_health_status: ['cluster', 'color'],
    elasticsearch_filesystem_data_available_bytes: disk,
    elasticsearch_filesystem_data_size_bytes: disk,
    elasticsearch_indices_docs: node,
    elasticsearch_indices_search_query_time_seconds: node,
    elasticsearch_indices_search_query_total: node,
    elasticsearch_jvm_memory_max_bytes: [...node, 'area'],
    elasticsearch_jvm_memory_used_bytes: [...node, 'area'],
    elasticsearch_slm_stats_snapshots_taken_total: ['policy'],
    elasticsearch_slm_stats_snapshots_failed_total: ['policy'],
  },
};
