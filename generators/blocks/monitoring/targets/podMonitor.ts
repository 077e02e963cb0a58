import type { IPodMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor';
import { exportsAnnotations } from '../../../model/exported.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import type { ScrapePage, ScrapeTarget } from './scrape.ts';
import { scrapeSeconds } from './window.ts';

/**
 * PodMonitor of a target: every pod is scraped once, whatever Services lead to it. Its series have the labels
 * `namespace`, `pod` and `container`; `service`, which is the name of the target, or of the pod, where those of a canary
 * count apart; and `zone`, from the label of its node.
 * https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PodMonitor
 * @param own namespace of the PodMonitor itself. Default: that of the pods
 */
export function podMonitor(
  target: ScrapeTarget,
  labels: Readonly<Record<string, string>>,
  own: string = target.namespace,
): Resource {
  const { name, namespace, selector, port, path = '/metrics', pages = [], honorLabels, tls } = target;
  const annotations = exportsAnnotations(target.exports);
  const service = target.byPodName ? { sourceLabels: [podLabel('app_kubernetes_io_name')] } : { replacement: name };
  return resource<IPodMonitor>({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: {
      name,
      namespace: own,
      labels: { ...labels },
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    spec: {
      selector,
      ...(own !== namespace && { namespaceSelector: { matchNames: [namespace] } }),
      attachMetadata: { node: true },
      podMetricsEndpoints: [{ path }, ...pages].map(({ path, params }: ScrapePage) => ({
        portNumber: port,
        path,
        ...(params && { params: copied(params) }),
        ...(tls && { scheme: 'HTTPS', tlsConfig: { insecureSkipVerify: true } }),
        ...(honorLabels && { honorLabels }),
        interval: `${scrapeSeconds}s`,
        relabelings: [
          { ...service, targetLabel: 'service', action: 'replace' },
          { sourceLabels: [nodeLabel('topology_kubernetes_io_zone')], targetLabel: 'zone', action: 'replace' },
        ],
      })),
    },
  });
}

function copied(params: NonNullable<ScrapePage['params']>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(params).map(([key, values]) => [key, [...values]]));
}

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#pod */
const podLabel = (name: string) => `__meta_kubernetes_pod_label_${name}`;
const nodeLabel = (name: string) => `__meta_kubernetes_node_label_${name}`;
