import { type Alert, teamOfNamespace } from './alert.ts';

/**
 * Deployments, StatefulSets, pods and Jobs, by kube-state-metrics:
 * https://github.com/kubernetes/kube-state-metrics/tree/main/docs/metrics/workload. Its own `pod` and `instance` change
 * whenever it restarts: `max by` leaves them out.
 */
export const workloadAlerts: readonly Alert[] = [
  {
    name: 'WorkloadUnavailable',
    expr: eitherKind((wanted, ready) => `${wanted} > 0 and ${ready} == 0`),
    for: '2m',
    severity: 'page',
    team: teamOfNamespace,
    summary: 'No pod of {{ $labels.workload }} in {{ $labels.namespace }} is ready: nobody is served by it',
    dashboard: 'app',
  },
  {
    name: 'PodsNotReady',
    expr: eitherKind((wanted, ready) => `${wanted} > ${ready}`),
    for: '15m',
    severity: 'ticket',
    team: teamOfNamespace,
    summary:
      '{{ $labels.workload }} in {{ $labels.namespace }} wants {{ $value }} pods, and for 15 minutes fewer have been ready',
    dashboard: 'app',
  },
  {
    name: 'PodCrashLooping',
    expr: [
      'kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff"}',
      'kube_pod_init_container_status_waiting_reason{reason="CrashLoopBackOff"}',
    ]
      .map((series) => `max by (namespace, pod, container) (max_over_time(${series}[5m])) == 1`)
      .join(' or '),
    for: '10m',
    severity: 'ticket',
    team: teamOfNamespace,
    summary: 'Container {{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} ends again and again',
    dashboard: 'app',
  },
  {
    name: 'JobFailed',
    expr: 'max by (namespace, job_name) (kube_job_failed{condition="true"}) == 1',
    severity: 'ticket',
    team: teamOfNamespace,
    summary: 'Job {{ $labels.job_name }} in {{ $labels.namespace }} failed and is not tried again',
    dashboard: 'app',
  },
];

/** The same comparison for both kinds of workload: the name is in the label `workload`, as `Deployment/api`. */
function eitherKind(compare: (wanted: string, ready: string) => string): string {
  return [
    ['Deployment', 'kube_deployment_spec_replicas', 'kube_deployment_status_replicas_available'],
    ['StatefulSet', 'kube_statefulset_replicas', 'kube_statefulset_status_replicas_ready'],
  ]
    .map(([kind = '', ...metrics]) => {
      const label = kind.toLowerCase();
      const [wanted = '', ready = ''] = metrics.map((metric) => `max by (namespace, ${label}) (${metric})`);
      return `label_replace(${compare(wanted, ready)}, "workload", "${kind}/$1", "${label}", "(.+)")`;
    })
    .join(' or ');
}
