import { graph } from './chart.ts';
import type { Section } from './dashboard.ts';
import { increase, rate } from './query.ts';

/**
 * How much pods use of what they may: cAdvisor says what they use, kube-state-metrics what they may use. A series of
 * cAdvisor without the name of a container is of a whole pod.
 * @param of labels of pods
 */
export function resourceSection(of: string): Section {
  const used = `${of},container!=""`;
  const limit = (what: string) =>
    `max by (namespace, pod, container) (kube_pod_container_resource_limits{${of},resource="${what}"})`;
  return {
    title: 'CPU and memory',
    charts: [
      graph(
        'Memory used, of the limit',
        'percentunit',
        [
          [
            `max by (namespace, pod, container) (container_memory_working_set_bytes{${used}}) / ${limit('memory')}`,
            '{{pod}} {{container}}',
          ],
        ],
        { limit: 0.9, description: 'At 100% a container is killed.' },
      ),
      graph(
        'CPU used, of the limit',
        'percentunit',
        [
          [
            `max by (namespace, pod, container) (${rate(`container_cpu_usage_seconds_total{${used}}`)}) / ${limit('cpu')}`,
            '{{pod}} {{container}}',
          ],
        ],
        { limit: 1 },
      ),
      graph(
        'Periods in which the CPU limit slowed it down',
        'percentunit',
        [
          [
            `max by (namespace, pod, container) (${increase(`container_cpu_cfs_throttled_periods_total{${used}}`)})` +
              ` / max by (namespace, pod, container) (${increase(`container_cpu_cfs_periods_total{${used}}`)} > 0)`,
            '{{pod}} {{container}}',
          ],
        ],
        { limit: 0.25 },
      ),
    ],
  };
}

/**
 * Whether pods are there, and why not.
 * @param of labels of pods
 */
export function podSection(of: string): Section {
  const containers = 'namespace, pod, container';
  return {
    title: 'Pods',
    charts: [
      graph('Restarts', 'short', [
        [
          `max by (${containers}) (${increase(`kube_pod_container_status_restarts_total{${of}}`)}) > 0`,
          '{{pod}} {{container}}',
        ],
      ]),
      graph('Killed for its memory, the last time', 'short', [
        [
          `max by (${containers}) (kube_pod_container_status_last_terminated_reason{${of},reason="OOMKilled"}) == 1`,
          '{{pod}} {{container}}',
        ],
      ]),
      graph('Waits to start', 'short', [
        [
          `max by (${containers}, reason) (kube_pod_container_status_waiting_reason{${of}}) == 1`,
          '{{pod}} {{container}}: {{reason}}',
        ],
      ]),
    ],
  };
}
