import type { MetricSource } from './metricSource.ts';

const member = ['cl_id', 'cl_role', 'rs_nm', 'rs_state', 'member_idx', 'member_state'];

/**
 * Percona's mongodb_exporter with `--collector.replicasetstatus`: each field of `replSetGetStatus`. Labels:
 * `exporter/{metrics,topology_info}.go` of https://github.com/percona/mongodb_exporter/tree/v0.51.0
 */
export const mongodbMetrics: MetricSource = {
  program: 'mongodb_exporter',
  metrics: {
    mongodb_up: ['cluster_role'],
    mongodb_rs_members_health: member,
    mongodb_rs_members_optimeDate: member,
  },
};
