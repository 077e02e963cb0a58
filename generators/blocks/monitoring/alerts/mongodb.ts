import type { PodOwner } from '../../workload/pods.ts';
import type { Alert } from './alert.ts';
import { databaseUnavailable } from './databaseUnavailable.ts';

/**
 * One MongoDB of Percona's operator, by https://github.com/percona/mongodb_exporter beside each member with
 * `--collector.replicasetstatus`: it exports each field of `replSetGetStatus`, by member (`member_state`,
 * `exporter/metrics.go`) and replica set (`rs_nm`, `exporter/topology_info.go`), with times in milliseconds.
 */
export function mongodbAlerts({ name, namespace }: PodOwner): readonly Alert[] {
  const of = `namespace="${namespace}",pod=~"${name}-.+"`;
  const written = (state: string) => `mongodb_rs_members_optimeDate{${of},member_state="${state}"}`;
  const common = { team: namespace, dashboard: 'mongodb' } as const;
  return [
    databaseUnavailable(`mongodb_up{${of}}`, { name, namespace }, 'mongodb'),
    {
      ...common,
      name: 'MongodbReplicationLag',
      expr: `(max by (namespace, rs_nm) (${written('PRIMARY')}) - min by (namespace, rs_nm) (${written('SECONDARY')})) / 1000 > 60`,
      for: '5m',
      severity: 'ticket',
      summary: `A secondary of ${name}/{{ $labels.rs_nm }} is {{ $value | humanizeDuration }} behind its primary: readers see old data`,
    },
    {
      ...common,
      name: 'MongodbMemberUnhealthy',
      expr: `min by (namespace, rs_nm, member_idx) (mongodb_rs_members_health{${of}}) == 0`,
      for: '5m',
      severity: 'ticket',
      summary: `Member {{ $labels.member_idx }} of ${name}/{{ $labels.rs_nm }} is not reachable for the others: one more, and nothing is written`,
    },
  ];
}
