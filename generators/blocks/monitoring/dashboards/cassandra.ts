import { type Asked, graph } from './chart.ts';
import type { DataDashboard } from './data.ts';
import { rate, sumRate } from './query.ts';

/**
 * Cassandra, by the agent in its management API:
 * https://github.com/k8ssandra/k8ssandra-operator/blob/main/docs/content/en/tasks/monitor/prometheus-grafana/grafana-dashboards-new.yaml
 */
export const cassandraDashboard: DataDashboard = {
  uid: 'cassandra',
  title: 'Cassandra',
  description: 'Whether nodes answer, how fast, and what they have still to compact.',
  sections: ({ pods }) => {
    const latency = 'org_apache_cassandra_metrics_client_request_latency';
    const each = (metric: string): Asked => [
      `max by (pod) (org_apache_cassandra_metrics_${metric}{${pods}})`,
      '{{pod}}',
    ];
    return [
      {
        title: 'Serves',
        charts: [
          graph('Nodes that answer Prometheus, by zone', 'short', [[`sum by (zone) (up{${pods}})`, '{{zone}}']]),
          graph('Requests', 'ops', [[sumRate('request_type', `${latency}_count{${pods}}`), '{{request_type}}']]),
          graph('Microseconds in which 99% are answered', 'short', [
            [
              `histogram_quantile(0.99, sum by (request_type, le) (${rate(`${latency}_bucket{${pods}}`)}))`,
              '{{request_type}}',
            ],
          ]),
          graph('Requests that timed out', 'ops', [
            [
              sumRate('request_type', `org_apache_cassandra_metrics_client_request_timeouts_total{${pods}}`),
              '{{request_type}}',
            ],
          ]),
          graph('Clients', 'short', [each('client_connected_native_clients')]),
          graph('Compactions that wait', 'short', [
            [`sum by (pod) (org_apache_cassandra_metrics_table_pending_compactions{${pods}})`, '{{pod}}'],
          ]),
        ],
      },
    ];
  },
};
