import { type Asked, graph } from './chart.ts';
import type { DataDashboard } from './data.ts';
import { rate } from './query.ts';

/** PostgreSQL of CloudNativePG: `config/manager/default-monitoring.yaml` of the operator, and its poolers. */
export const postgresDashboard: DataDashboard = {
  uid: 'postgres',
  title: 'PostgreSQL',
  description: 'Whether a database serves, how far its replicas are behind, and whether it is backed up.',
  sections: ({ namespace }) => {
    const of = `{${namespace},pod=~"$system-[0-9]+"}`;
    const poolers = `{${namespace},pod=~"$system-pooler-.+"}`;
    const pod = (expr: string): Asked => [expr, '{{pod}}'];
    const each = (metric: string, labels = of) => pod(`max by (pod) (cnpg_${metric}${labels})`);
    return [
      {
        title: 'Serves',
        charts: [
          graph('Instances that are up', 'short', [each('collector_up')]),
          graph('Replica', 'short', [each('pg_replication_in_recovery')], { description: 'The primary is 0.' }),
          graph('Behind the primary', 's', [each('pg_replication_lag')], { limit: 30 }),
          graph(
            'Connections, of the limit',
            'percentunit',
            [
              pod(
                `sum by (pod) (cnpg_backends_total${of}) / max by (pod) (cnpg_pg_settings_setting${of.replace('}', ',name="max_connections"}')})`,
              ),
            ],
            { limit: 0.85 },
          ),
          graph(
            'Clients of poolers that wait',
            'short',
            [pod(`sum by (pod) (cnpg_pgbouncer_pools_cl_waiting${poolers})`)],
            { limit: 1 },
          ),
          graph('Transactions', 'ops', [
            [`sum by (pod) (${rate(`cnpg_pg_stat_database_xact_commit${of}`)})`, '{{pod}} committed'],
            [`sum by (pod) (${rate(`cnpg_pg_stat_database_xact_rollback${of}`)})`, '{{pod}} rolled back'],
          ]),
        ],
      },
      {
        title: 'Backed up',
        charts: [
          graph(
            'Age of the newest base backup',
            'dtdurations',
            [[`time() - max(barman_cloud_cloudnative_pg_io_last_available_backup_timestamp${of})`, 'age']],
            { limit: 30 * 3600, width: 12 },
          ),
          graph(
            'Log that fails to be archived since',
            's',
            [
              pod(
                `max by (pod) (cnpg_pg_stat_archiver_last_failed_time${of} - cnpg_pg_stat_archiver_last_archived_time${of}) > 0`,
              ),
            ],
            { width: 12 },
          ),
        ],
      },
    ];
  },
};
