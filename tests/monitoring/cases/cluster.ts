import type { AlertCases } from '../alertCase.ts';

const certificate =
  'namespace="data",name="users-tls",issuer_name="ca",issuer_kind="Issuer",issuer_group="cert-manager.io"';
const claim = 'namespace="data",persistentvolumeclaim="users-1"';

/** Cases of alerts about volumes, certificates and zones. */
export const clusterCases: AlertCases = {
  'volumes VolumeFilling': {
    // One percent in three hours: the last quarter is gone within four days.
    fires: {
      [`kubelet_volume_stats_available_bytes{${claim}}`]: '3000-20x60',
      [`kubelet_volume_stats_capacity_bytes{${claim}}`]: '10000x60',
    },
    quiet: {
      [`kubelet_volume_stats_available_bytes{${claim}}`]: '2500-1x60',
      [`kubelet_volume_stats_capacity_bytes{${claim}}`]: '10000x60',
    },
    at: '10h',
    every: '10m',
    labels: { namespace: 'data', persistentvolumeclaim: 'users-1' },
    summary: 'Volume users-1 in data is full within four days at this pace; 18% is free',
  },
  'volumes VolumeAlmostFull': {
    fires: {
      [`kubelet_volume_stats_available_bytes{${claim}}`]: '50x15',
      [`kubelet_volume_stats_capacity_bytes{${claim}}`]: '1000x15',
    },
    quiet: {
      [`kubelet_volume_stats_available_bytes{${claim}}`]: '100x15',
      [`kubelet_volume_stats_capacity_bytes{${claim}}`]: '1000x15',
    },
    at: '10m',
    labels: { namespace: 'data', persistentvolumeclaim: 'users-1' },
    summary: 'Volume users-1 in data has 5% left: a database stops when it is full',
  },
  'certificates CertificateNotRenewed': {
    fires: { [`certmanager_certificate_expiration_timestamp_seconds{${certificate}}`]: '864000x30' },
    quiet: { [`certmanager_certificate_expiration_timestamp_seconds{${certificate}}`]: '2592000x30' },
    at: '2h',
    every: '10m',
    labels: { namespace: 'data', name: 'users-tls' },
    summary: 'Certificate users-tls in data should have been renewed, and expires in 9d 22h 0m 0s',
  },
  'certificates CertificateExpires': {
    fires: { [`certmanager_certificate_expiration_timestamp_seconds{${certificate}}`]: '90000x30' },
    // It was never issued: CertificateNotReady says so.
    quiet: { [`certmanager_certificate_expiration_timestamp_seconds{${certificate}}`]: '0x30' },
    at: '1h',
    every: '10m',
    labels: { namespace: 'data', name: 'users-tls' },
    summary: 'Certificate users-tls in data expires in 1d 0h 0m 0s: then apps cannot connect',
  },
  'certificates CertificateNotReady': {
    fires: { [`certmanager_certificate_ready_status{${certificate},condition="False"}`]: '1x60' },
    quiet: { [`certmanager_certificate_ready_status{${certificate},condition="False"}`]: '1x20 0x40' },
    at: '40m',
    labels: { namespace: 'data', name: 'users-tls' },
    summary: 'Certificate users-tls in data could not be issued for 30 minutes',
  },
  'zones ZoneLost': {
    fires: {
      'kube_node_labels{node="n1",label_topology_kubernetes_io_zone="a"}': '1x10',
      'kube_node_labels{node="n2",label_topology_kubernetes_io_zone="b"}': '1x10',
      'kube_node_status_condition{node="n1",condition="Ready",status="true"}': '0x10',
      'kube_node_status_condition{node="n2",condition="Ready",status="true"}': '1x10',
    },
    quiet: {
      'kube_node_labels{node="n1",label_topology_kubernetes_io_zone="a"}': '1x10',
      'kube_node_labels{node="n3",label_topology_kubernetes_io_zone="a"}': '1x10',
      'kube_node_status_condition{node="n1",condition="Ready",status="true"}': '0x10',
      'kube_node_status_condition{node="n3",condition="Ready",status="true"}': '1x10',
    },
    at: '6m',
    labels: {},
    summary: 'No node in zone a is ready: its pods move to the other zones, and databases elect new primaries',
  },
};
