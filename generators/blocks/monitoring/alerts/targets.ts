import type { PodOwner } from '../../workload/pods.ts';
import { ofServices } from '../objectives/requestMetrics.ts';
import { type Alert, teamOfNamespace } from './alert.ts';

/** `up` of each target: https://prometheus.io/docs/concepts/jobs_instances/ */
export const targetAlerts: readonly Alert[] = [
  {
    name: 'TargetDown',
    expr: 'up == 0',
    for: '10m',
    severity: 'ticket',
    team: teamOfNamespace,
    summary:
      'Pod {{ $labels.pod }} of {{ $labels.job }} in {{ $labels.namespace }} gives no metrics: other alerts do not see it',
    dashboard: 'monitoring',
  },
];

/**
 * No target of an app answers, or there is none at all: of what is not there, `up` says nothing. Also of an exporter,
 * without which its alerts would be silent.
 */
export function targetsMissing({ name, namespace }: PodOwner): readonly Alert[] {
  return [
    {
      name: 'TargetsMissing',
      expr: `absent(up{${ofServices(namespace, [name])}} == 1)`,
      for: '5m',
      severity: 'page',
      team: namespace,
      labels: { namespace, service: name },
      summary: `No pod of ${name} in ${namespace} gives metrics: it is down, or nobody sees how it is`,
      dashboard: 'app',
    },
  ];
}
