import type { AlertCases } from '../alertCase.ts';

const pod = 'namespace="backend",pod="shop-1"';
const container = `${pod},container="shop"`;
const inPod = { namespace: 'backend', pod: 'shop-1', container: 'shop' };
const hpa = 'namespace="backend",horizontalpodautoscaler="shop"';
const prometheus = 'namespace="monitoring",pod="prometheus-0"';
const alertmanager = 'namespace="monitoring",pod="alertmanager-alertmanager-0"';
const certificate =
  'namespace="data",name="users-tls",issuer_name="ca",issuer_kind="Issuer",issuer_group="cert-manager.io"';
const claim = 'namespace="data",persistentvolumeclaim="users-1"';

export const clusterCases: AlertCases = {
  'prometheus Watchdog': {
    fires: {},
    // It is never quiet.
    quiet: {},
    at: '1m',
    labels: {},
    summary: 'Always fires. Who receives it raises an alarm when it stops: then no alert arrives any more',
  },
  'prometheus RulesFail': {
    fires: { [`prometheus_rule_evaluation_failures_total{${prometheus},rule_group="shop"}`]: '0+1x15' },
    quiet: { [`prometheus_rule_evaluation_failures_total{${prometheus},rule_group="shop"}`]: '7x15' },
    at: '12m',
    labels: { namespace: 'monitoring', pod: 'prometheus-0', rule_group: 'shop' },
    summary: 'Rules of shop cannot be evaluated: their alerts are silent, whatever happens',
  },
  'alertmanager AlertmanagerUnreachable': {
    fires: { [`prometheus_notifications_alertmanagers_discovered{${prometheus}}`]: '0x15' },
    quiet: {
      [`prometheus_notifications_alertmanagers_discovered{${prometheus}}`]: '2x15',
      [`prometheus_notifications_dropped_total{${prometheus}}`]: '5x15',
    },
    at: '10m',
    labels: { namespace: 'monitoring', pod: 'prometheus-0' },
    summary: 'Prometheus prometheus-0 cannot hand its alerts to an Alertmanager',
  },
  'alertmanager NotificationsFail': {
    fires: {
      [`alertmanager_notifications_failed_total{${alertmanager},integration="slack",reason="other"}`]: '0x20 1x15',
    },
    // It failed before, and has not since.
    quiet: {
      [`alertmanager_notifications_failed_total{${alertmanager},integration="slack",reason="other"}`]: '0+1x3 3x40',
    },
    at: '30m',
    labels: { namespace: 'monitoring', integration: 'slack' },
    summary: 'Messages by slack fail: who is told by it hears of no alert',
  },
  'alertmanager AlertmanagerConfigRefused': {
    fires: { [`alertmanager_config_last_reload_successful{${alertmanager}}`]: '1x5 0x30' },
    quiet: { [`alertmanager_config_last_reload_successful{${alertmanager}}`]: '1x5 0x5 1x20' },
    at: '20m',
    labels: { namespace: 'monitoring', pod: 'alertmanager-alertmanager-0' },
    summary: 'alertmanager-alertmanager-0 refuses its configuration and tells people by the one before',
  },
  'targets TargetDown': {
    fires: { 'up{namespace="backend",job="shop",pod="shop-1"}': '0x15' },
    quiet: { 'up{namespace="backend",job="shop",pod="shop-1"}': '0x8 1x7' },
    at: '12m',
    labels: { namespace: 'backend', job: 'shop', pod: 'shop-1' },
    summary: 'Pod shop-1 of shop in backend gives no metrics: other alerts do not see it',
  },
  'workloads WorkloadUnavailable': {
    fires: {
      'kube_statefulset_replicas{namespace="data",statefulset="cache"}': '3x10',
      'kube_statefulset_status_replicas_ready{namespace="data",statefulset="cache"}': '0x10',
    },
    quiet: {
      'kube_statefulset_replicas{namespace="data",statefulset="cache"}': '3x10',
      'kube_statefulset_status_replicas_ready{namespace="data",statefulset="cache"}': '1x10',
      'kube_deployment_spec_replicas{namespace="backend",deployment="off"}': '0x10',
      'kube_deployment_status_replicas_available{namespace="backend",deployment="off"}': '0x10',
    },
    at: '5m',
    labels: { namespace: 'data', statefulset: 'cache', workload: 'StatefulSet/cache' },
    summary: 'No pod of StatefulSet/cache in data is ready: nobody is served by it',
  },
  'workloads PodsNotReady': {
    fires: {
      'kube_deployment_spec_replicas{namespace="backend",deployment="shop"}': '3x30',
      'kube_deployment_status_replicas_available{namespace="backend",deployment="shop"}': '2x30',
    },
    quiet: {
      'kube_deployment_spec_replicas{namespace="backend",deployment="shop"}': '3x30',
      'kube_deployment_status_replicas_available{namespace="backend",deployment="shop"}': '2x10 3x20',
    },
    at: '20m',
    labels: { namespace: 'backend', deployment: 'shop', workload: 'Deployment/shop' },
    summary: 'Deployment/shop in backend wants 3 pods, and for 15 minutes fewer have been ready',
  },
  'workloads PodCrashLooping': {
    // Between two attempts it runs for a moment.
    fires: {
      [`kube_pod_container_status_waiting_reason{${container},reason="CrashLoopBackOff"}`]: '1 1 _ 1 1 1 _ 1x15',
    },
    quiet: { [`kube_pod_container_status_waiting_reason{${container},reason="CrashLoopBackOff"}`]: '1 1 1 _x20' },
    at: '15m',
    labels: inPod,
    summary: 'Container shop of backend/shop-1 ends again and again',
  },
  'workloads JobFailed': {
    fires: { 'kube_job_failed{namespace="backend",job_name="migrate",condition="true"}': '1x5' },
    quiet: { 'kube_job_failed{namespace="backend",job_name="migrate",condition="true"}': '0x5' },
    at: '3m',
    labels: { namespace: 'backend', job_name: 'migrate' },
    summary: 'Job migrate in backend failed and is not tried again',
  },
  'containers ContainerOomKilled': {
    fires: {
      [`kube_pod_container_status_restarts_total{${container}}`]: '0x5 1x10',
      [`kube_pod_container_status_last_terminated_reason{${container},reason="OOMKilled"}`]: '_x5 1x10',
    },
    quiet: {
      [`kube_pod_container_status_restarts_total{${container}}`]: '0x5 1x10',
      [`kube_pod_container_status_last_terminated_reason{${container},reason="Error"}`]: '_x5 1x10',
    },
    at: '10m',
    labels: inPod,
    summary: 'Container shop of backend/shop-1 was killed: it wanted more memory than its limit',
  },
  'containers CpuThrottled': {
    fires: {
      [`container_cpu_cfs_throttled_periods_total{${container}}`]: '0+300x30',
      [`container_cpu_cfs_periods_total{${container}}`]: '0+600x30',
    },
    quiet: {
      [`container_cpu_cfs_throttled_periods_total{${container}}`]: '0+100x30',
      [`container_cpu_cfs_periods_total{${container}}`]: '0+600x30',
    },
    at: '25m',
    labels: inPod,
    summary: 'Container shop of backend/shop-1 is slowed down by its CPU limit in 50% of all periods',
  },
  'containers MemoryNearLimit': {
    fires: {
      [`container_memory_working_set_bytes{${container}}`]: '950x30',
      [`container_memory_working_set_bytes{${pod},container=""}`]: '960x30',
      [`kube_pod_container_resource_limits{${container},resource="memory",unit="byte"}`]: '1000x30',
    },
    quiet: {
      [`container_memory_working_set_bytes{${container}}`]: '800x30',
      [`kube_pod_container_resource_limits{${container},resource="memory",unit="byte"}`]: '1000x30',
      [`kube_pod_container_resource_limits{${container},resource="cpu",unit="core"}`]: '1x30',
    },
    at: '20m',
    labels: inPod,
    summary: 'Container shop of backend/shop-1 uses 95% of its memory: at 100% it is killed',
  },
  'scalers ScalerAtMaximum': {
    fires: {
      [`kube_horizontalpodautoscaler_status_current_replicas{${hpa}}`]: '10x30',
      [`kube_horizontalpodautoscaler_spec_max_replicas{${hpa}}`]: '10x30',
      [`kube_horizontalpodautoscaler_spec_min_replicas{${hpa}}`]: '2x30',
    },
    quiet: {
      [`kube_horizontalpodautoscaler_status_current_replicas{${hpa}}`]: '10x10 9x20',
      [`kube_horizontalpodautoscaler_spec_max_replicas{${hpa}}`]: '10x30',
      [`kube_horizontalpodautoscaler_spec_min_replicas{${hpa}}`]: '2x30',
    },
    at: '20m',
    labels: { namespace: 'backend', horizontalpodautoscaler: 'shop' },
    summary: 'shop in backend has all 10 pods it may have: more load makes it slow',
  },
  'scalers ScalerOnFallback': {
    fires: {
      'keda_scaler_detail_errors_total{namespace="backend",scaledObject="shop",type="scaledobject",scaler="prometheus"}':
        '0+4x20',
    },
    quiet: {
      'keda_scaler_detail_errors_total{namespace="backend",scaledObject="shop",type="scaledobject",scaler="prometheus"}':
        '0 0 0 0 1 2x20',
    },
    at: '15m',
    labels: { namespace: 'backend', scaledObject: 'shop' },
    summary: 'shop in backend cannot read what it scales on, and has a fixed number of pods instead',
  },
  'scalers ScalerWithoutMetrics': {
    fires: {
      [`kube_horizontalpodautoscaler_status_condition{${hpa},condition="ScalingActive",status="false"}`]: '1x30',
    },
    quiet: {
      [`kube_horizontalpodautoscaler_status_condition{${hpa},condition="ScalingActive",status="false"}`]: '0x30',
      [`kube_horizontalpodautoscaler_status_condition{${hpa},condition="ScalingLimited",status="false"}`]: '1x30',
    },
    at: '20m',
    labels: { namespace: 'backend', horizontalpodautoscaler: 'shop' },
    summary: 'shop in backend gets no metrics and keeps its number of pods, whatever the load',
  },
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
