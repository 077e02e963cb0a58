import type { AlertGroup } from './alert.ts';
import { alertmanagerAlerts } from './alerts/alertmanager.ts';
import { certificateAlerts } from './alerts/certificates.ts';
import { containerAlerts } from './alerts/containers.ts';
import { prometheusAlerts } from './alerts/prometheus.ts';
import { scalerAlerts } from './alerts/scalers.ts';
import { targetAlerts } from './alerts/targets.ts';
import { volumeAlerts } from './alerts/volumes.ts';
import { workloadAlerts } from './alerts/workloads.ts';
import { zoneAlerts } from './alerts/zones.ts';

/**
 * Alerts about all of a cluster, for its Prometheus to keep. Exporters that speak of others have labels of their own named
 * `namespace`, `pod` and `container`: kube-state-metrics, cAdvisor and the kubelet, cert-manager and KEDA have to be
 * scraped with `honorLabels: true`, else these labels are named `exported_…`, and the alerts here find nothing.
 */
export function clusterAlerts({ zones }: { readonly zones: readonly string[] }): readonly AlertGroup[] {
  return [
    { name: 'prometheus', alerts: prometheusAlerts },
    { name: 'alertmanager', alerts: alertmanagerAlerts },
    { name: 'targets', alerts: targetAlerts },
    { name: 'workloads', alerts: workloadAlerts },
    { name: 'containers', alerts: containerAlerts },
    { name: 'scalers', alerts: scalerAlerts },
    { name: 'volumes', alerts: volumeAlerts },
    { name: 'certificates', alerts: certificateAlerts },
    { name: 'zones', alerts: zoneAlerts(zones) },
  ];
}
