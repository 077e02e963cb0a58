import type { Resource } from '../../../model/resource.ts';
import { eckNamespace, elasticsearchPorts } from '../../../upstream/elastic.ts';
import { elasticsearchExporterPort } from '../../../upstream/metrics/elasticsearch.ts';
import { selectorOf } from '../../labels.ts';
import { scrapeRule } from '../../monitoring/targets/scrape.ts';
import { closedPolicy, inSameNamespace } from '../../networking/closedPolicy.ts';
import { dnsRule, edgeRules } from '../../networking/egress.ts';
import { inNamespace, tcp } from '../../networking/peers.ts';
import { distinctRules, userPods } from '../shared/network.ts';
import { metadataOf } from '../shared/system.ts';
import type { ElasticsearchSystem } from './system.ts';

/**
 * NetworkPolicies of the nodes and of the Job. Nodes let in each other, the operator, the Job, Prometheus and their clients;
 * they connect to each other, also as clients, to say that they are about to stop, and to the bucket.
 */
export function elasticsearchNetwork(system: ElasticsearchSystem): Resource[] {
  const { app, names, inputs } = system;
  const { https, transport } = elasticsearchPorts;
  const [nodes, setup] = [inSameNamespace(selectorOf(app.name)), inSameNamespace(selectorOf(names.setup))];
  const clients = system.clients.map((name) => inSameNamespace(selectorOf(name)));
  const dns = dnsRule(inputs.cluster);
  return [
    closedPolicy(metadataOf(system), nodes.podSelector, {
      ingress: [
        { from: [...userPods(inputs), inNamespace(eckNamespace), setup, ...clients], ports: [tcp(https)] },
        { from: [nodes], ports: [tcp(https), tcp(transport)] },
        scrapeRule(elasticsearchExporterPort, inputs.cluster),
      ],
      egress: [dns, ...distinctRules(edgeRules(inputs)), { to: [nodes], ports: [tcp(https), tcp(transport)] }],
    }),
    closedPolicy(metadataOf(system, names.setup), setup.podSelector, {
      egress: [dns, { to: [nodes], ports: [tcp(https)] }],
    }),
  ];
}
