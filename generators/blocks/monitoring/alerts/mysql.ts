import type { PodOwner } from '../../workload/pods.ts';
import type { Alert } from './alert.ts';
import { databaseUnavailable } from './databaseUnavailable.ts';

/**
 * One MySQL with group replication, by https://github.com/prometheus/mysqld_exporter beside each server, with
 * `--collect.perf_schema.replication_group_members` and `--collect.perf_schema.replication_group_member_stats`
 * (`collector/perf_schema_replication_group_member{s,_stats}.go`). Pods of servers are `<name>-mysql-0` and so on.
 */
export function mysqlAlerts({ name, namespace }: PodOwner): readonly Alert[] {
  const of = `namespace="${namespace}",pod=~"${name}-mysql-[0-9]+"`;
  const common = { team: namespace, dashboard: 'mysql' } as const;
  return [
    databaseUnavailable(`mysql_up{${of}}`, { name, namespace }, 'mysql'),
    {
      ...common,
      name: 'MysqlDown',
      expr: `max by (namespace, pod) (mysql_up{${of}}) == 0`,
      for: '5m',
      severity: 'ticket',
      summary: `{{ $labels.pod }} of ${name} does not answer: one more, and the database stops`,
    },
    {
      ...common,
      name: 'MysqlMemberNotOnline',
      expr: `max by (namespace, member_host, member_state) (mysql_perf_schema_replication_group_member_info{${of},member_state!="ONLINE"}) == 1`,
      for: '5m',
      severity: 'ticket',
      summary: `{{ $labels.member_host }} is {{ $labels.member_state }} in the group of ${name}: it counts for no majority`,
    },
    {
      ...common,
      name: 'MysqlReplicationBehind',
      expr: `max by (namespace, pod) (mysql_perf_schema_transactions_remote_in_applier_queue{${of}}) > 10000`,
      for: '10m',
      severity: 'ticket',
      summary: `A member of ${name} has {{ $value }} transactions still to apply: readers see old data, failover takes long`,
    },
  ];
}
