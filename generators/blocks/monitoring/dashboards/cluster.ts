import { type Asked, graph, number } from './chart.ts';
import type { DashboardSpec } from './dashboard.ts';

const zone = 'label_topology_kubernetes_io_zone';
const ready = 'max by (node) (kube_node_status_condition{condition="Ready",status="true"}) == 1';
const inZone = `max by (node, ${zone}) (kube_node_labels)`;
const volume = 'namespace, persistentvolumeclaim';
const certificate = 'max by (namespace, name)';

/** Dashboard of what apps stand on: nodes and zones, volumes, certificates. */
export const clusterDashboard: DashboardSpec = {
  uid: 'cluster',
  title: 'Cluster',
  folder: 'platform',
  description: 'Nodes by zone, volumes that fill, certificates that expire.',
  sections: [
    {
      title: 'Nodes',
      charts: [
        graph('Ready nodes, by zone', 'short', [
          [`count by (${zone}) (${inZone} and on (node) (${ready}))`, `{{${zone}}}`],
        ]),
        number(
          'Nodes that are not ready',
          'short',
          ['count(max by (node) (kube_node_status_condition{condition="Ready",status="true"}) == 0) or vector(0)', ''],
          {
            limit: 1,
            width: 8,
          },
        ),
        graph('Use of CPU, by namespace', 'cores', [
          [
            'sum by (namespace) (rate(container_cpu_usage_seconds_total{container!=""}[$__rate_interval]))',
            '{{namespace}}',
          ],
        ]),
        graph('Use of memory, by namespace', 'bytes', [
          ['sum by (namespace) (container_memory_working_set_bytes{container!=""})', '{{namespace}}'],
        ]),
      ],
    },
    {
      title: 'Volumes',
      charts: [
        graph('Used', 'percentunit', [used()], {
          limit: 0.92,
          max: 1,
          width: 12,
          description: 'A database stops when its volume is full.',
        }),
        graph(
          'Full within, at the pace of six hours',
          'dtdurations',
          [
            [
              `max by (${volume}) (kubelet_volume_stats_available_bytes) / (max by (${volume}) (-deriv(kubelet_volume_stats_available_bytes[6h])) > 0)`,
              '{{namespace}} {{persistentvolumeclaim}}',
            ],
          ],
          { width: 12 },
        ),
      ],
    },
    {
      title: 'Certificates',
      charts: [
        graph(
          'Expires in',
          'dtdurations',
          [
            [
              `(${certificate} (certmanager_certificate_expiration_timestamp_seconds) > 0) - time()`,
              '{{namespace}} {{name}}',
            ],
          ],
          { width: 12 },
        ),
        graph(
          'Cannot be issued',
          'short',
          [[`${certificate} (certmanager_certificate_ready_status{condition="False"}) == 1`, '{{namespace}} {{name}}']],
          { width: 12 },
        ),
      ],
    },
  ],
};

function used(): Asked {
  const of = (metric: string) => `max by (${volume}) (kubelet_volume_stats_${metric}_bytes)`;
  return [`1 - ${of('available')} / ${of('capacity')}`, '{{namespace}} {{persistentvolumeclaim}}'];
}
