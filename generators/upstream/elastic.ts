// Elastic Cloud on Kubernetes 3.5.0: https://github.com/elastic/cloud-on-k8s

/** The namespace of Elasticsearch. */
export const loggingNamespace = 'logging';

/** Port of Elasticsearch for clients: `pkg/controller/elasticsearch/network/ports.go`. */
export const elasticsearchPorts = { https: 9200 } as const;

/** Name of the Service for clients: `pkg/apis/elasticsearch/v1/name.go`. */
export function httpService(name: string): string {
  return `${name}-es-http`;
}

/** Name of the Secret with the authority of the certificate for clients: `pkg/controller/common/certificates/secret.go`. */
export function httpAuthority(name: string): string {
  return `${name}-es-http-certs-public`;
}
