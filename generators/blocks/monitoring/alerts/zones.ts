import type { Alert } from './alert.ts';

const zoneLabel = 'label_topology_kubernetes_io_zone';

/**
 * One alert for each zone of a cluster: no node of it is Ready. Nodes by kube-state-metrics
 * (`docs/metrics/cluster/node-metrics.md`), which gives their zone only with
 * `--metric-labels-allowlist=nodes=[topology.kubernetes.io/zone]`. Without any series of nodes it is kube-state-metrics
 * that is missing, and no zone.
 */
export function zoneAlerts(zones: readonly string[]): readonly Alert[] {
  const ready = 'max by (node) (kube_node_status_condition{condition="Ready",status="true"}) == 1';
  return zones.map((zone) => ({
    name: 'ZoneLost',
    expr:
      `absent(max by (node) (kube_node_labels{${zoneLabel}="${zone}"}) and ${ready})` +
      ' and on () count(kube_node_status_condition) > 0',
    for: '3m',
    severity: 'page',
    team: 'platform',
    labels: { zone },
    summary: `No node in zone ${zone} is ready: its pods move to the other zones, and databases elect new primaries`,
    dashboard: 'overview',
  }));
}
