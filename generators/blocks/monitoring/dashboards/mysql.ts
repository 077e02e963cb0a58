import { type Asked, graph } from './chart.ts';
import type { DataDashboard } from './data.ts';
import { rate } from './query.ts';

/** MySQL with group replication, by https://github.com/prometheus/mysqld_exporter beside each server. */
export const mysqlDashboard: DataDashboard = {
  uid: 'mysql',
  title: 'MySQL',
  description: 'Whether the servers are up and members of their group, and how much they have still to apply.',
  sections: ({ namespace }) => {
    const of = `${namespace},pod=~"$system-mysql-[0-9]+"`;
    const each = (metric: string): Asked => [`max by (pod) (${metric}{${of}})`, '{{pod}}'];
    return [
      {
        title: 'Serves',
        charts: [
          graph('Servers that are up', 'short', [each('mysql_up')]),
          graph('Members of the group, by state', 'short', [
            [
              `max by (member_host, member_state) (mysql_perf_schema_replication_group_member_info{${of}})`,
              '{{member_host}} {{member_state}}',
            ],
          ]),
          graph(
            'Transactions still to apply',
            'short',
            [each('mysql_perf_schema_transactions_remote_in_applier_queue')],
            { limit: 10_000 },
          ),
          graph('Connections', 'short', [each('mysql_global_status_threads_connected')]),
          graph('Queries', 'ops', [[`sum by (pod) (${rate(`mysql_global_status_queries{${of}}`)})`, '{{pod}}']]),
          graph('Slow queries', 'ops', [
            [`sum by (pod) (${rate(`mysql_global_status_slow_queries{${of}}`)})`, '{{pod}}'],
          ]),
        ],
      },
    ];
  },
};
