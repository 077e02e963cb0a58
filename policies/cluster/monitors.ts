import type { Built, ClusterView } from '../../generators/model/rule.ts';
import { namespaceLabels, portsMeant } from '../kubernetes/network.ts';
import { once } from '../kubernetes/once.ts';
import type { PodGroup } from '../kubernetes/podGroup.ts';
import { at, isRecord, listAt, text, textAt, texts } from '../kubernetes/reading.ts';
import { type LabelSelector, matches } from '../kubernetes/selector.ts';
import { type PodService, podServices } from '../kubernetes/service.ts';
import { allPods, podsSelected } from './pods.ts';

/** A ServiceMonitor or a PodMonitor: https://prometheus-operator.dev/docs/api-reference/api/ */
export interface ScrapeMonitor {
  readonly built: Built;
  readonly kind: 'ServiceMonitor' | 'PodMonitor';
  /** The namespaces it looks into, of those that objects here are in. */
  readonly namespaces: readonly string[];
  /** Whether it looks into no namespace of objects here: what is there nobody can tell. */
  readonly isElsewhere: boolean;
  readonly selector: LabelSelector | undefined;
  readonly endpoints: readonly { readonly field: string; readonly endpoint: object }[];
}

/** Every monitor of a cluster. */
export const monitorsOf = once((view): readonly ScrapeMonitor[] =>
  (['ServiceMonitor', 'PodMonitor'] as const).flatMap((kind) =>
    view.ofKind(kind, 'monitoring.coreos.com').map((built) => {
      const { metadata, spec } = built.resource;
      const list = kind === 'ServiceMonitor' ? 'endpoints' : 'podMetricsEndpoints';
      const namespaces = namespacesOf(view, spec, metadata.namespace ?? '');
      return {
        built,
        kind,
        namespaces,
        isElsewhere: namespaces.length === 0,
        selector: at(spec, ['selector']) as LabelSelector | undefined,
        endpoints: listAt(spec, [list]).map((endpoint, index) => ({ field: `spec.${list}[${index}]`, endpoint })),
      };
    }),
  ),
);

function namespacesOf(view: ClusterView, spec: unknown, own: string): readonly string[] {
  const here = view.ofKind('Namespace', '').map(({ resource }) => resource.metadata.name);
  if (at(spec, ['namespaceSelector', 'any']) === true) return here;
  const named = texts(at(spec, ['namespaceSelector', 'matchNames']) as readonly string[] | undefined);
  return here.filter((name) => (named.length === 0 ? name === own : named.includes(name)));
}

/**
 * The Prometheuses that take a monitor: without a selector for its kind they take none, without one for namespaces those
 * of their own. https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.CommonPrometheusFields
 */
export function readersOf(view: ClusterView, { kind, built }: ScrapeMonitor): readonly Built[] {
  const { namespace = '', labels = {} } = built.resource.metadata;
  const prefix = kind === 'ServiceMonitor' ? 'serviceMonitor' : 'podMonitor';
  return view.ofKind('Prometheus', 'monitoring.coreos.com').filter(({ resource: { metadata, spec } }) => {
    const selector = at(spec, [`${prefix}Selector`]);
    const namespaces = at(spec, [`${prefix}NamespaceSelector`]);
    if (!isRecord(selector) || !matches(selector as LabelSelector, labels)) return false;
    if (!isRecord(namespaces)) return namespace === metadata.namespace;
    return matches(namespaces as LabelSelector, namespaceLabels(view, namespace));
  });
}

/** The Services that a ServiceMonitor selects by their labels, as far as they are objects here. */
export function servicesMonitored(view: ClusterView, { namespaces, selector }: ScrapeMonitor): readonly PodService[] {
  return podServices(view).filter(
    ({ namespace, built }) => namespaces.includes(namespace) && matches(selector, built.resource.metadata.labels ?? {}),
  );
}

/** The pods that a PodMonitor selects. */
export function podsMonitored(view: ClusterView, { namespaces, selector }: ScrapeMonitor): readonly PodGroup[] {
  return namespaces.flatMap((namespace) => podsSelected(view, namespace, selector));
}

/** The pods of a Prometheus. */
export function podsOfReader(view: ClusterView, reader: Built): readonly PodGroup[] {
  return allPods(view).filter(({ built }) => built === reader);
}

/** What an endpoint calls the port: for people, and to look it up. */
export interface ScrapedPort {
  readonly field: 'port' | 'portNumber' | 'targetPort';
  readonly port: string | number;
}

/** The port of an endpoint, in the order in which the operator asks: `pkg/prometheus/promcfg.go`. */
export function scrapedPort(endpoint: object, kind: ScrapeMonitor['kind']): ScrapedPort | undefined {
  const name = textAt(endpoint, ['port']);
  if (name !== '') return { field: 'port', port: name };
  const number = at(endpoint, ['portNumber']);
  if (kind === 'PodMonitor' && typeof number === 'number') return { field: 'portNumber', port: number };
  const target = at(endpoint, ['targetPort']);
  if (typeof target === 'number' || text(target) !== '')
    return { field: 'targetPort', port: target as string | number };
  return undefined;
}

/** The number that a name or number of a container port means on some pods; `undefined` where none declares it. */
export function portOn(pods: PodGroup, port: string | number): number | undefined {
  if (typeof port === 'string') return portsMeant({ port }, pods)[0]?.number;
  return pods.workload && !pods.ports.some(({ number }) => number === port) ? undefined : port;
}
