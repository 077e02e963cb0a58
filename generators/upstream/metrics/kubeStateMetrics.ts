import type { MetricSource } from './metricSource.ts';

const container = ['namespace', 'pod', 'uid', 'container'];
const autoscaler = ['namespace', 'horizontalpodautoscaler'];

/**
 * Zone of a node, as kube-state-metrics names the label `topology.kubernetes.io/zone` where `--metric-labels-allowlist`
 * has it: `docs/developer/cli-arguments.md` at v2.20.0.
 */
const zone = 'label_topology_kubernetes_io_zone';

/** `docs/metrics/{workload,cluster}` of https://github.com/kubernetes/kube-state-metrics/tree/v2.20.0 */
export const kubeStateMetrics: MetricSource = {
  program: 'kube-state-metrics',
  metrics: {
    kube_deployment_spec_replicas: ['namespace', 'deployment'],
    kube_deployment_status_replicas_available: ['namespace', 'deployment'],
    kube_statefulset_replicas: ['namespace', 'statefulset'],
    kube_statefulset_status_replicas_ready: ['namespace', 'statefulset'],
    kube_job_failed: ['namespace', 'job_name', 'condition', 'reason'],
    kube_pod_container_resource_limits: [...container, 'node', 'resource', 'unit'],
    kube_pod_container_status_last_terminated_reason: [...container, 'reason'],
    kube_pod_container_status_restarts_total: container,
    kube_pod_container_status_waiting_reason: [...container, 'reason'],
    kube_pod_init_container_status_waiting_reason: [...container, 'reason'],
    kube_horizontalpodautoscaler_spec_max_replicas: autoscaler,
    kube_horizontalpodautoscaler_spec_min_replicas: autoscaler,
    kube_horizontalpodautoscaler_status_condition: [...autoscaler, 'condition', 'status'],
    kube_horizontalpodautoscaler_status_current_replicas: autoscaler,
    kube_node_labels: ['node', zone],
    kube_node_status_condition: ['node', 'condition', 'status'],
  },
};
