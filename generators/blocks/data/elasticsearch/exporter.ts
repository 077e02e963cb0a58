import type { IContainer } from 'kubernetes-models/v1/Container';
import { elasticsearchPorts } from '../../../upstream/elastic.ts';
import { elasticsearchExporterPort } from '../../../upstream/metrics/elasticsearch.ts';
import { selectorOf } from '../../labels.ts';
import { matching, type ScrapeTarget } from '../../monitoring/targets/scrape.ts';
import { credentialsName } from '../../secrets/systemCredentials.ts';
import { containerSecurity } from '../../workload/security.ts';
import type { ElasticsearchSystem } from './system.ts';

/**
 * Container with elasticsearch_exporter, beside each node. It reads its own node alone, by TLS and without verifying it: the
 * two share a pod. Without a readiness probe: an exporter that fails would take its node out of the Services.
 * https://github.com/prometheus-community/elasticsearch_exporter/tree/v1.11.0#configuration
 */
export function elasticsearchExporter({ names, images }: ElasticsearchSystem): IContainer {
  const credentials = credentialsName(names.exporter);
  const from = (key: string) => ({ valueFrom: { secretKeyRef: { name: credentials, key } } });
  return {
    name: 'exporter',
    image: images.exporter,
    imagePullPolicy: 'IfNotPresent',
    args: [`--es.uri=https://localhost:${elasticsearchPorts.https}`, '--es.ssl-skip-verify', '--collector.slm'],
    env: [
      { name: 'ES_USERNAME', ...from('username') },
      { name: 'ES_PASSWORD', ...from('password') },
    ],
    ports: [{ name: 'metrics', containerPort: elasticsearchExporterPort, protocol: 'TCP' }],
    resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { cpu: '200m', memory: '64Mi' } },
    securityContext: containerSecurity,
  };
}

/** What Prometheus reads: the exporter beside each node. */
export function elasticsearchTargets({ app }: Pick<ElasticsearchSystem, 'app'>): readonly ScrapeTarget[] {
  const selector = matching(selectorOf(app.name));
  return [{ name: app.name, namespace: app.tier, selector, port: elasticsearchExporterPort }];
}
