import type { PodLabels } from './labels.ts';

// Elastic Cloud on Kubernetes: https://github.com/elastic/cloud-on-k8s

/** Version of which the rest of this file is true. */
export const eckVersion = '3.5.0';

/** Namespace of the operator itself. Nothing else runs in it. */
export const eckNamespace = 'elastic-system';

/** What its chart calls the operator's StatefulSet, and its pods in the label `app.kubernetes.io/name`: `deploy/eck-operator/values.yaml`. */
export const eckOperatorName = 'elastic-operator';

/** The namespace of Elasticsearch. */
export const loggingNamespace = 'logging';

/** Ports of Elasticsearch, `https` for clients and `transport` between nodes: `pkg/controller/elasticsearch/network/ports.go`. */
export const elasticsearchPorts = { https: 9200, transport: 9300 } as const;

/** Labels of the pods of an Elasticsearch: `pkg/controller/elasticsearch/label/label.go`. */
export function elasticsearchPods(name: string): PodLabels {
  return { 'common.k8s.elastic.co/type': 'elasticsearch', 'elasticsearch.k8s.elastic.co/cluster-name': name };
}

/** Label of pods with the name of their StatefulSet: the same file. */
export const nodeSetLabel = 'elasticsearch.k8s.elastic.co/statefulset-name';

/** Label that is `true` for pods that may be elected, and `false` for others: the same file. */
export const masterLabel = 'elasticsearch.k8s.elastic.co/node-master';

/** The container of a pod, and the volume of its data: `pkg/apis/elasticsearch/v1/elasticsearch_types.go`, `pkg/controller/elasticsearch/volume/names.go`. */
export const elasticsearchContainer = { name: 'elasticsearch', volume: 'elasticsearch-data' } as const;

/** Folder of its configuration, which it may read: `pkg/controller/elasticsearch/volume/names.go`. */
export const elasticsearchFolder = '/usr/share/elasticsearch/config';

/** What the container that prepares a node asks for: `pkg/controller/elasticsearch/initcontainer/prepare_fs.go`. */
export const elasticsearchSetup = { cpu: '100m', memory: '50Mi' } as const;

/** What the one that writes secure settings asks for: `pkg/controller/elasticsearch/initcontainer/keystore.go`. */
export const keystoreSetup = { cpu: '500m', memory: '196Mi' } as const;

/** User and group of the image: `pkg/controller/elasticsearch/nodespec/podspec.go`. */
export const elasticsearchUser = 1000;

/** Name of the StatefulSet of a set of nodes, of its headless Service, and of its pods without their number: `pkg/apis/elasticsearch/v1/name.go`. */
export function nodeSet(elasticsearch: string, set: string): string {
  return `${elasticsearch}-es-${set}`;
}

/** Name of the Service for clients: `pkg/apis/elasticsearch/v1/name.go`. */
export function httpService(name: string): string {
  return `${name}-es-http`;
}

/** Services of an Elasticsearch besides those of its sets of nodes, each with its port: `pkg/controller/elasticsearch/services/services.go`. */
export function elasticsearchServices(name: string): Readonly<Record<string, readonly number[]>> {
  const { https, transport } = elasticsearchPorts;
  return { [httpService(name)]: [https], [`${name}-es-internal-http`]: [https], [`${name}-es-transport`]: [transport] };
}

/** Name of the Secret with the authority of the certificate for clients: `pkg/controller/common/certificates/secret.go`. */
export function httpAuthority(name: string): string {
  return `${name}-es-http-certs-public`;
}

/** Keys of that Secret: the same file. */
export const httpAuthorityKeys = ['ca.crt', 'tls.crt'] as const;

/** Name of the Secret with the password of the administrator, whose name is its only key: `pkg/apis/elasticsearch/v1/name.go`. */
export function elasticUser(name: string): string {
  return `${name}-es-elastic-user`;
}

/** The administrator: `pkg/controller/elasticsearch/user/predefined.go`. */
export const elasticUserKey = 'elastic';

/** Name of the budget, which lets one pod be evicted where the cluster is green: `pkg/apis/elasticsearch/v1/name.go`. */
export function elasticsearchBudget(name: string): string {
  return `${name}-es-default`;
}

/** Port of Kibana: `pkg/controller/kibana/network/ports.go`. */
export const kibanaPorts = { https: 5601 } as const;

/** The container of its pod: `pkg/apis/kibana/v1/kibana_types.go`. */
export const kibanaContainer = 'kibana';

/** User and group of the container: `pkg/controller/kibana/pod.go`. */
export const kibanaUser = 1000;

/** Labels of its pods: `pkg/controller/kibana/label/label.go`. */
export function kibanaPods(name: string): PodLabels {
  return { 'common.k8s.elastic.co/type': 'kibana', 'kibana.k8s.elastic.co/name': name };
}

/** What the container that prepares its pod asks for: `pkg/controller/kibana/initcontainer/prepare_fs.go`. */
export const kibanaSetup = { cpu: '100m', memory: '50Mi' } as const;

/** Names of its Deployment and its Service: `pkg/apis/kibana/v1/name.go`. */
export function kibanaObjects(name: string) {
  return { deployment: `${name}-kb`, service: `${name}-kb-http` } as const;
}
