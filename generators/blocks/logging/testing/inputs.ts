import type { ClusterFacts, Inputs } from '../../../model/inputs.ts';
import { exampleInputs } from '../../../testing/inputs.ts';
import { elasticsearchPorts } from '../../../upstream/elastic.ts';
import { exampleCollectorApp } from './collector.ts';

/** Inputs of the Collectors in a cluster whose Elasticsearch is there. */
export function collectorInputs(cluster: ClusterFacts, settings: Readonly<Record<string, unknown>> = {}): Inputs {
  const inputs = exampleInputs(exampleCollectorApp, cluster, settings);
  const { elasticsearch, ...uses } = inputs.graph.uses;
  if (!elasticsearch) throw new TypeError('the Collectors have no edge to Elasticsearch');
  const there = { ...elasticsearch, ports: elasticsearchPorts };
  return { ...inputs, graph: { ...inputs.graph, uses: { elasticsearch: there, ...uses } } };
}
