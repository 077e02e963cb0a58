import { type Asked, graph, number } from './chart.ts';
import type { DashboardSpec } from './dashboard.ts';
import { podSection, resourceSection } from './resources.ts';
import { labelValues } from './variable.ts';

/**
 * Dashboard of all workloads: alerts about pods, Jobs and autoscalers, which know a namespace and a name, lead here. The
 * dashboard of each app says what its users see.
 */
export const appsDashboard: DashboardSpec = {
  uid: 'app',
  title: 'All apps',
  folder: 'apps',
  description: 'Which workloads are not as they should be. The menu “Apps” leads to each.',
  variables: [
    labelValues('namespace', 'Namespace', ['kube_pod_container_resource_limits', 'namespace']),
    labelValues('pod', 'Pod', ['kube_pod_container_resource_limits{namespace=~"$namespace"}', 'pod']),
  ],
  sections: [
    {
      title: 'Not as they should be',
      charts: [
        number('Workloads without a ready pod', 'short', [without(), ''], { limit: 1 }),
        graph('Pods that are missing', 'short', missing()),
        graph('Autoscalers at their maximum', 'short', [
          [
            `${hpa('status_current_replicas')} >= ${hpa('spec_max_replicas')}`,
            '{{namespace}} {{horizontalpodautoscaler}}',
          ],
        ]),
        graph('Autoscalers that read nothing', 'short', [
          [
            'sum by (namespace, scaledObject) (increase(keda_scaler_detail_errors_total{namespace=~"$namespace"}[$__rate_interval])) > 0',
            '{{namespace}} {{scaledObject}}',
          ],
        ]),
        graph('Jobs that failed', 'short', [
          [
            'max by (namespace, job_name) (kube_job_failed{namespace=~"$namespace",condition="true"}) == 1',
            '{{namespace}} {{job_name}}',
          ],
        ]),
      ],
    },
    podSection('namespace=~"$namespace",pod=~"$pod"'),
    resourceSection('namespace=~"$namespace",pod=~"$pod"'),
  ],
};

function hpa(metric: string): string {
  return `max by (namespace, horizontalpodautoscaler) (kube_horizontalpodautoscaler_${metric}{namespace=~"$namespace"})`;
}

function kinds() {
  const of = '{namespace=~"$namespace"}';
  return [
    {
      label: 'deployment',
      wanted: `kube_deployment_spec_replicas${of}`,
      ready: `kube_deployment_status_replicas_available${of}`,
    },
    {
      label: 'statefulset',
      wanted: `kube_statefulset_replicas${of}`,
      ready: `kube_statefulset_status_replicas_ready${of}`,
    },
  ];
}

function missing(): Asked[] {
  return kinds().map(({ label, wanted, ready }) => [
    `max by (namespace, ${label}) (${wanted}) - max by (namespace, ${label}) (${ready}) > 0`,
    `{{namespace}} {{${label}}}`,
  ]);
}

function without(): string {
  const each = kinds().map(
    ({ label, wanted, ready }) =>
      `(max by (namespace, ${label}) (${wanted}) > 0 and max by (namespace, ${label}) (${ready}) == 0)`,
  );
  return `count(${each.join(' or ')}) or vector(0)`;
}
