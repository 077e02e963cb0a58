import { type Exported, readExports } from '../../generators/model/exported.ts';
import type { ClusterView } from '../../generators/model/rule.ts';
import { once } from '../kubernetes/once.ts';
import type { PodGroup } from '../kubernetes/podGroup.ts';
import { at, list, listAt, textAt, texts } from '../kubernetes/reading.ts';
import { containersOf } from '../kubernetes/workload.ts';
import { promqlSeconds } from '../promql/promqlSeconds.ts';
import type { Selector } from '../promql/query.ts';
import { monitorsOf, podsMonitored, type ScrapeMonitor, servicesMonitored } from './monitors.ts';
import { podsSelected } from './pods.ts';

/** What a monitor has read, as queries know it: by the labels `namespace` and `service`. */
export interface Scrape {
  readonly namespace: string;
  readonly service: string;
  /** Seconds between two readings. */
  readonly seconds: number;
  /** Images of the containers that are read; none where an operator makes the pods. */
  readonly images: readonly string[];
  /** What the app declares to export beside what is known of its images. */
  readonly exports: Exported;
}

/** The pods that a monitor means, behind Services or not. */
function podsRead(view: ClusterView, monitor: ScrapeMonitor): readonly PodGroup[] {
  if (monitor.kind === 'PodMonitor') return podsMonitored(view, monitor);
  return servicesMonitored(view, monitor).flatMap(({ namespace, selector }) =>
    podsSelected(view, namespace, { matchLabels: selector }),
  );
}

/** Every target of a cluster, by the names that its series have. */
export const scrapesOf = once((view): readonly Scrape[] =>
  monitorsOf(view).flatMap((monitor) =>
    monitor.endpoints.flatMap(({ endpoint }) => {
      const seconds = promqlSeconds(textAt(endpoint, ['interval'])) || usualSeconds(view);
      const images = podsRead(view, monitor).flatMap(({ workload }) => {
        if (!workload) return [];
        return containersOf(workload).map(({ container }) => String(container.image ?? ''));
      });
      const exports = readExports(monitor.built.resource.metadata.annotations);
      return namesOf(view, monitor, endpoint).flatMap((service) =>
        namespacesOf(monitor).map((namespace) => ({ namespace, service, seconds, images, exports })),
      );
    }),
  ),
);

/** Seconds between two readings of the slowest target that a selector may mean. */
export function scrapeSecondsOf(view: ClusterView, selector: Selector): number {
  const meant = scrapesMeant(view, selector) ?? [];
  if (meant.length > 0) return Math.max(...meant.map(({ seconds }) => seconds));
  const others = view
    .ofKind('ScrapeConfig', 'monitoring.coreos.com')
    .map(({ resource }) => promqlSeconds(textAt(resource.spec, ['scrapeInterval'])));
  return Math.max(usualSeconds(view), ...others, ...scrapesOf(view).map(({ seconds }) => seconds));
}

/** The targets that a selector means, where it names their namespace and service; any one of several names is enough. */
export function scrapesMeant(view: ClusterView, { matchers }: Selector): readonly Scrape[] | undefined {
  const named = (label: string, operators: readonly string[]) =>
    matchers.find((one) => one.label === label && operators.includes(one.operator))?.value;
  const namespace = named('namespace', ['=']);
  const services = named('service', ['=', '=~'])?.split('|');
  if (namespace === undefined || services === undefined) return undefined;
  return scrapesOf(view).filter((one) => one.namespace === namespace && services.includes(one.service));
}

/** `scrapeInterval` of a Prometheus, 30 s by default: https://prometheus-operator.dev/docs/api-reference/api/ */
function usualSeconds(view: ClusterView): number {
  const given = view
    .ofKind('Prometheus', 'monitoring.coreos.com')
    .map(({ resource }) => promqlSeconds(textAt(resource.spec, ['scrapeInterval'])) || 30);
  return Math.max(0, ...given);
}

/** Namespaces of its targets, also where no object here is in them. */
function namespacesOf({ namespaces, isElsewhere, built }: ScrapeMonitor): readonly string[] {
  const named = at(built.resource.spec, ['namespaceSelector', 'matchNames']) as readonly string[] | undefined;
  return isElsewhere ? texts(named) : namespaces;
}

/** What the label `service` of its series is: as a relabeling says, else the Service itself. */
function namesOf(view: ClusterView, monitor: ScrapeMonitor, endpoint: object): readonly string[] {
  const given = listAt(endpoint, ['relabelings']).find((one) => textAt(one, ['targetLabel']) === 'service');
  const [source] = texts(at(given, ['sourceLabels']) as readonly string[] | undefined);
  if (source !== undefined) {
    return list(podsMonitored(view, monitor)).flatMap(({ labels }) => {
      const label = Object.keys(labels).find((key) =>
        source.endsWith(`_pod_label_${key.replace(/[^a-zA-Z0-9]/g, '_')}`),
      );
      return label === undefined ? [] : [labels[label] ?? ''];
    });
  }
  const fixed = textAt(given, ['replacement']);
  if (fixed !== '') return [fixed];
  return servicesMonitored(view, monitor).map(({ built }) => built.resource.metadata.name);
}
