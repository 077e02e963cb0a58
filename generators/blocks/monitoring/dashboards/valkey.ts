import { type Asked, graph } from './chart.ts';
import type { DataDashboard } from './data.ts';
import { increase, rate } from './query.ts';

/** Valkey, by https://github.com/oliver006/redis_exporter beside each member. */
export const valkeyDashboard: DataDashboard = {
  uid: 'valkey',
  title: 'Valkey',
  description: 'Whether members are up and replicate, and how much of their memory is used.',
  sections: ({ namespace }) => {
    const of = `{${namespace},pod=~"$system-[0-9]+"}`;
    const each = (metric: string): Asked => [`max by (pod) (${metric}${of})`, '{{pod}}'];
    return [
      {
        title: 'Serves',
        charts: [
          graph('Members that are up', 'short', [each('redis_up')]),
          graph('Replicas that hear their primary', 'short', [each('redis_master_link_up')]),
          graph(
            'Memory used, of the limit',
            'percentunit',
            [
              [
                `max by (pod) (redis_memory_used_bytes${of}) / (max by (pod) (redis_memory_max_bytes${of}) > 0)`,
                '{{pod}}',
              ],
            ],
            { limit: 0.9 },
          ),
          graph('Keys that were evicted', 'short', [
            [`sum by (pod) (${increase(`redis_evicted_keys_total${of}`)})`, '{{pod}}'],
          ]),
          graph('Clients', 'short', [each('redis_connected_clients')]),
          graph('Commands', 'ops', [[`sum by (pod) (${rate(`redis_commands_processed_total${of}`)})`, '{{pod}}']]),
        ],
      },
    ];
  },
};
