import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { type Resource, resource } from '../../../model/resource.ts';
import type { ScrapeTarget } from '../targets/scrape.ts';
import { scrapeSeconds } from '../targets/window.ts';
import type { PrometheusSystem } from './system.ts';

/**
 * What a Prometheus outside must do for this cluster, as text for the people who run it: the PodMonitors and
 * PrometheusRules beside it say the same for a program that reads those.
 */
export function prometheusContract({ owner, labels, inputs, targets, operatorTargets }: PrometheusSystem): Resource {
  const own = Object.entries(inputs.cluster.prometheus?.labels ?? {}).map(([name, value]) => `${name}="${value}"`);
  const lines = [
    `# What the Prometheus of ${inputs.cluster.name} must do`,
    '',
    `1. Read each target below every ${scrapeSeconds} s: rates look over four readings.`,
    `2. Give each series the labels namespace, pod, container, zone (the label topology.kubernetes.io/zone of its node), service (the first word of its line)${own.length > 0 ? `, and ${own.join(', ')}` : ''}.`,
    '3. Where a line says honorLabels, keep the labels that the target itself has.',
    '4. Read kubelets and cAdvisor of every node as often, with honorLabels.',
    `5. Evaluate the rules of all PrometheusRule objects of this cluster over its series alone, every ${scrapeSeconds} s, and tell people of their alerts by the labels severity and team.`,
    '',
    '## Targets',
    ...[...targets, ...operatorTargets].map(lineOf),
    '',
  ];
  return resource<IConfigMap>({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `${owner.name}-contract`, namespace: owner.namespace, labels },
    data: { 'contract.md': lines.join('\n') },
  });
}

function lineOf({ name, namespace, port, path, pages = [], selector, honorLabels, tls }: ScrapeTarget): string {
  const wanted = [
    ...Object.entries(selector.matchLabels ?? {}).map(([label, value]) => `${label}=${value}`),
    ...(selector.matchExpressions ?? []).map(({ key, operator, values = [] }) =>
      [key, operator, ...(values.length > 0 ? [`(${values.join(', ')})`] : [])].join(' '),
    ),
  ];
  const paths = [path ?? '/metrics', ...pages.map((page) => page.path)];
  const more = [tls && 'https', honorLabels && 'honorLabels'].filter(Boolean);
  return `- ${[`${name}: pods of ${namespace} with ${wanted.join(' and ')}`, `port ${port}`, paths.join(' and '), ...more].join(', ')}`;
}
