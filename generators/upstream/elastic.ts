import type { PodLabels } from './labels.ts';

// Elastic Cloud on Kubernetes: https://github.com/elastic/cloud-on-k8s

/** Version of which the rest of this file is true. */
export const eckVersion = '3.5.0';

/** Namespace of the operator itself. Nothing else runs in it. */
export const eckNamespace = 'elastic-system';

/** The namespace of Elasticsearch and Kibana. */
export const loggingNamespace = 'logging';

/** Ports of Elasticsearch, `http` for clients and `transport` between nodes: `pkg/controller/elasticsearch/network/ports.go`. */
export const elasticsearchPorts = { https: 9200, transport: 9300 } as const;

/** Port of Kibana: `pkg/controller/kibana/network/ports.go`. */
export const kibanaPorts = { https: 5601 } as const;

/** Labels of the pods of an Elasticsearch: `pkg/controller/elasticsearch/label/label.go`. */
export function elasticsearchPods(name: string): PodLabels {
  return {
    'common.k8s.elastic.co/type': 'elasticsearch',
    'elasticsearch.k8s.elastic.co/cluster-name': name,
  };
}

/** Labels of the pods of a Kibana: `pkg/controller/kibana/label.go`. */
export function kibanaPods(name: string): PodLabels {
  return { 'common.k8s.elastic.co/type': 'kibana', 'kibana.k8s.elastic.co/name': name };
}

/** Name of the StatefulSet of a node set, and of its pods without their number: `pkg/apis/elasticsearch/v1/name.go`. */
export function nodeSetName(elasticsearch: string, nodeSet: string): string {
  return `${elasticsearch}-es-${nodeSet}`;
}

/** Services of an Elasticsearch, with the port of each: `pkg/controller/elasticsearch/services/services.go`. */
export function elasticsearchServices(name: string): Readonly<Record<string, number>> {
  return {
    [`${name}-es-http`]: elasticsearchPorts.https,
    [`${name}-es-internal-http`]: elasticsearchPorts.https,
    [`${name}-es-transport`]: elasticsearchPorts.transport,
  };
}

/** Name of the Secret with the authority of the certificate for clients: `pkg/controller/common/certificates/name.go`. */
export function httpAuthority(name: string): string {
  return `${name}-es-http-certs-public`;
}

/** Name of the Secret with the password of the administrator `elastic`: `pkg/apis/elasticsearch/v1/name.go`. */
export function elasticUser(name: string): string {
  return `${name}-es-elastic-user`;
}
