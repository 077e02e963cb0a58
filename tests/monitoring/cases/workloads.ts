import type { AlertCases } from '../alertCase.ts';

const pod = 'namespace="backend",pod="shop-1"';
const container = `${pod},container="shop"`;
const inPod = { namespace: 'backend', pod: 'shop-1', container: 'shop' };
const hpa = 'namespace="backend",horizontalpodautoscaler="shop"';

/** Cases of alerts about pods, whichever app they are of. */
export const workloadCases: AlertCases = {
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
};
