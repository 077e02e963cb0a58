import type { ElasticsearchEndpoint } from '../../../model/endpoint.ts';
import type { ClusterFacts, Inputs } from '../../../model/inputs.ts';
import { exampleInputs } from '../../../testing/inputs.ts';
import { exampleCollectorApp } from './collector.ts';

const from = (key: string) => ({ store: 'logging-secrets', key }) as const;

/** An Elasticsearch inside the cluster, with an authority of its own. */
export const exampleElasticsearch: ElasticsearchEndpoint = {
  kind: 'logs',
  host: 'logs-es-http.logging.svc',
  port: 9200,
  credentials: from('logs-writer'),
  authority: from('logs-es-http-certs-public'),
  peer: { pods: { namespace: 'logging', labels: { 'elasticsearch.k8s.elastic.co/cluster-name': 'logs' } } },
};

/** Inputs of the Collectors in a cluster whose logs are kept there. */
export function collectorInputs(
  cluster: ClusterFacts,
  settings: Readonly<Record<string, unknown>> = {},
  endpoint: ElasticsearchEndpoint = exampleElasticsearch,
): Inputs {
  const inputs = exampleInputs(exampleCollectorApp, cluster, settings);
  const uses = Object.entries(inputs.graph.uses).map(([alias, use]) => [
    alias,
    alias === 'logs' ? { ...use, endpoint } : use,
  ]);
  return { ...inputs, graph: { ...inputs.graph, uses: Object.fromEntries(uses) } };
}
