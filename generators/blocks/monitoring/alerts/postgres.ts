import type { PodOwner } from '../../workload/pods.ts';
import type { Alert } from './alert.ts';
import { databaseUnavailable } from './databaseUnavailable.ts';

/** Metrics of the plugin that makes backups: `internal/cnpgi/instance/metrics.go` at v0.14.0. */
const lastBackup = 'barman_cloud_cloudnative_pg_io_last_available_backup_timestamp';

/**
 * One PostgreSQL of CloudNativePG, by the metrics of its instances:
 * https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/config/manager/default-monitoring.yaml. Pods of instances
 * are `<name>-1` and so on; poolers, `<name>-pooler-…`, have metrics of their own
 * (`pkg/management/pgbouncer/metricsserver/pools.go`). A copy in a standby cluster takes the log from the archive, one
 * file after the other: it never streams, and is always some minutes behind.
 */
export function postgresAlerts({ name, namespace }: PodOwner): readonly Alert[] {
  const of = instances({ name, namespace });
  const pod = (metric: string) => `max by (namespace, pod) (cnpg_${metric}{${of}})`;
  const standby = `${pod('collector_replica_mode')} == 1`;
  const common = { team: namespace, dashboard: 'postgres' } as const;
  return [
    databaseUnavailable(`cnpg_collector_up{${of}}`, { name, namespace }, 'postgres'),
    {
      ...common,
      name: 'PostgresReplicationLag',
      expr: `${pod('pg_replication_lag')} > 30 unless on (namespace, pod) ${standby}`,
      for: '5m',
      severity: 'ticket',
      summary: `{{ $labels.pod }} is {{ $value | humanizeDuration }} behind the primary of ${name}: readers see old data`,
    },
    {
      ...common,
      name: 'PostgresReplicaNotStreaming',
      expr: `${pod('pg_replication_in_recovery')} > ${pod('pg_replication_is_wal_receiver_up')} unless on (namespace, pod) ${standby}`,
      for: '5m',
      severity: 'ticket',
      summary: `{{ $labels.pod }} receives nothing from the primary of ${name}: it cannot take over`,
    },
    {
      ...common,
      name: 'PostgresStandbyBehind',
      expr: `${pod('pg_replication_lag')} > 1800 and on (namespace, pod) ${standby}`,
      for: '15m',
      severity: 'ticket',
      summary: `The standby cluster’s copy of ${name} is {{ $value | humanizeDuration }} behind: so much is lost if it takes over now`,
    },
    {
      ...common,
      name: 'PostgresConnectionsNearLimit',
      expr: `sum by (namespace, pod) (cnpg_backends_total{${of}}) / max by (namespace, pod) (cnpg_pg_settings_setting{${of},name="max_connections"}) > 0.85`,
      for: '5m',
      severity: 'page',
      summary:
        '{{ $labels.pod }} has {{ $value | humanizePercentage }} of the connections it allows: soon apps get none',
    },
    {
      ...common,
      name: 'PostgresPoolerWaits',
      expr: `sum by (namespace, pod) (cnpg_pgbouncer_pools_cl_waiting{namespace="${namespace}",pod=~"${name}-pooler-.+"}) > 0`,
      for: '5m',
      severity: 'ticket',
      summary: '{{ $value }} clients of {{ $labels.pod }} wait for a connection to the database: apps are slow',
    },
    {
      ...common,
      name: 'PostgresArchivingFails',
      expr: `max by (namespace, pod) (cnpg_pg_stat_archiver_last_failed_time{${of}} - cnpg_pg_stat_archiver_last_archived_time{${of}}) > 0`,
      for: '15m',
      severity: 'page',
      summary: `{{ $labels.pod }} cannot archive its log: what ${name} writes now is in no backup, and its volume fills`,
    },
  ];
}

/** The age of a database's newest backup, where it has any. Without the metric nobody knows the age: that fires too. */
export function postgresBackupAlerts({ name, namespace }: PodOwner): readonly Alert[] {
  const of = instances({ name, namespace });
  return [
    {
      name: 'PostgresBackupOld',
      expr: `time() - max by (namespace) (${lastBackup}{${of}}) > 30 * 3600 or absent(${lastBackup}{${of}})`,
      for: '1h',
      severity: 'ticket',
      team: namespace,
      labels: { database: name, namespace },
      summary: `${name} in ${namespace} has no base backup from the last 30 hours, or does not say`,
      dashboard: 'postgres',
    },
  ];
}

function instances({ name, namespace }: PodOwner): string {
  return `namespace="${namespace}",pod=~"${name}-[0-9]+"`;
}
