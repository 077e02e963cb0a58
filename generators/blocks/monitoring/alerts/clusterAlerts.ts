import type { Inputs } from '../../../model/inputs.ts';
import type { AlertGroup } from './alert.ts';
import { argoCdAlerts } from './argocd.ts';
import { certificateAlerts } from './certificates.ts';
import { containerAlerts } from './containers.ts';
import { prometheusAlerts } from './prometheus.ts';
import { scalerAlerts } from './scalers.ts';
import { targetAlerts } from './targets.ts';
import { volumeAlerts } from './volumes.ts';
import { workloadAlerts } from './workloads.ts';
import { zoneAlerts } from './zones.ts';

/**
 * Alerts about all of a cluster, for its Prometheus to keep. Exporters that speak of others have labels of their own named
 * `namespace`, `pod` and `container`: kube-state-metrics, cAdvisor and the kubelet, cert-manager and KEDA have to be
 * scraped with `honorLabels: true`, else these labels are named `exported_…`, and the alerts here find nothing.
 */
export function clusterAlerts({ cluster, fleet }: Pick<Inputs, 'cluster' | 'fleet'>): readonly AlertGroup[] {
  return [
    { name: 'prometheus', alerts: prometheusAlerts },
    { name: 'targets', alerts: targetAlerts },
    { name: 'workloads', alerts: workloadAlerts },
    { name: 'containers', alerts: containerAlerts },
    { name: 'scalers', alerts: scalerAlerts },
    { name: 'volumes', alerts: volumeAlerts },
    { name: 'certificates', alerts: certificateAlerts },
    { name: 'zones', alerts: zoneAlerts(cluster.zones) },
    ...(fleet.hub?.cluster === cluster.name ? [{ name: 'argocd', alerts: argoCdAlerts }] : []),
  ];
}
