import type { MetricSource } from './metricSource.ts';

/**
 * Instances and poolers of CloudNativePG: `config/manager/default-monitoring.yaml`,
 * `pkg/management/postgres/webserver/metricserver/pg_collector.go` and `pkg/management/pgbouncer/metricsserver/pools.go` of
 * https://github.com/cloudnative-pg/cloudnative-pg/tree/v1.30.0; backups: `internal/cnpgi/instance/metrics.go` of
 * https://github.com/cloudnative-pg/plugin-barman-cloud/tree/v0.14.0
 */
export const cloudNativePgMetrics: MetricSource = {
  program: 'CloudNativePG',
  metrics: {
    barman_cloud_cloudnative_pg_io_last_available_backup_timestamp: [],
    cnpg_backends_total: ['datname', 'usename', 'application_name', 'state'],
    cnpg_collector_replica_mode: [],
    cnpg_collector_up: ['cluster'],
    cnpg_pg_replication_in_recovery: [],
    cnpg_pg_replication_is_wal_receiver_up: [],
    cnpg_pg_replication_lag: [],
    cnpg_pg_settings_setting: ['name'],
    cnpg_pg_stat_archiver_last_archived_time: [],
    cnpg_pg_stat_archiver_last_failed_time: [],
    cnpg_pgbouncer_pools_cl_waiting: ['database', 'user'],
  },
};
