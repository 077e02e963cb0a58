import type { MetricSource } from './metricSource.ts';

/**
 * mysqld_exporter: `exporter.go` of `collector/`, and with `--collect.perf_schema.replication_group_members` and
 * `--collect.perf_schema.replication_group_member_stats` two more:
 * `collector/perf_schema_replication_group_member{s,_stats}.go` of
 * https://github.com/prometheus/mysqld_exporter/tree/v0.19.0
 */
export const mysqldMetrics: MetricSource = {
  program: 'mysqld_exporter',
  metrics: {
    mysql_up: [],
    mysql_perf_schema_replication_group_member_info: [
      'channel_name',
      'member_id',
      'member_host',
      'member_port',
      'member_state',
      'member_role',
      'member_version',
    ],
    mysql_perf_schema_transactions_remote_in_applier_queue: [],
  },
};
