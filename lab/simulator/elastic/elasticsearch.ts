import {
  elasticsearchBudget,
  elasticsearchPods,
  elasticsearchPorts,
  elasticsearchServices,
  elasticUser,
  elasticUserKey,
  httpAuthority,
  httpAuthorityKeys,
  httpService,
  nodeSet,
  nodeSetLabel,
} from '../../../generators/upstream/elastic.ts';
import type { LabelMap, Made, Simulated } from '../model.ts';
import { type Identity, madeUpKeys, makeBudget, makeSecret, makeService, makeStatefulSet } from '../parts.ts';
import { elasticsearchPod, rolesOf } from './pod.ts';
import { elasticsearchStatus } from './status.ts';
import { countNodes, type ElasticNodes, type ElasticsearchObject } from './types.ts';

/**
 * Elastic's operator for an `Elasticsearch`: `pkg/controller/elasticsearch/{services,nodespec,pdb,user,certificates}` of
 * version 3.5. All nodes start at once, as with the real one.
 */
export const simulatedElasticsearch: Simulated<ElasticsearchObject> = {
  apiVersion: 'elasticsearch.k8s.elastic.co/v1',
  kind: 'Elasticsearch',
  manager: 'elastic-operator',
  makes: (object) => [...secrets(object), ...services(object), budget(object), ...nodes(object)],
  reports: elasticsearchStatus,
};

function identity({ metadata }: ElasticsearchObject, name: string): Identity {
  return { name, namespace: metadata.namespace ?? '', labels: elasticsearchPods(metadata.name) };
}

function secrets(object: ElasticsearchObject): readonly Made[] {
  const { name } = object.metadata;
  const made = { [elasticUser(name)]: [elasticUserKey], [httpAuthority(name)]: httpAuthorityKeys };
  return Object.entries(made).map(([secret, keys]) => {
    const one = identity(object, secret);
    return { resource: makeSecret(one, madeUpKeys(one, keys)), once: true };
  });
}

function services(object: ElasticsearchObject): readonly Made[] {
  const { name } = object.metadata;
  return Object.entries(elasticsearchServices(name)).map(([service, [port = 0]]) => ({
    resource: makeService(identity(object, service), elasticsearchPods(name), {
      [service.startsWith(httpService(name)) || port === elasticsearchPorts.https ? 'https' : 'tls-transport']: port,
    }),
  }));
}

/** While the cluster is green one node may be evicted; a single one may always be: `pdb/reconcile_default.go`. */
function budget(object: ElasticsearchObject): Made {
  const { name } = object.metadata;
  const { health } = (object.status ?? {}) as { health?: string };
  const count = countNodes(object);
  const allowed = count === 1 || health === 'green' ? 1 : 0;
  const selector = { 'elasticsearch.k8s.elastic.co/cluster-name': name };
  return {
    resource: makeBudget(identity(object, elasticsearchBudget(name)), selector, { minAvailable: count - allowed }),
  };
}

function nodes(object: ElasticsearchObject): readonly Made[] {
  return (object.spec?.nodeSets ?? []).flatMap((set) => {
    const name = nodeSet(object.metadata.name, set.name);
    const selector = { ...elasticsearchPods(object.metadata.name), [nodeSetLabel]: name };
    const one = identity(object, name);
    return [
      { resource: makeService(one, selector, { https: elasticsearchPorts.https }) },
      {
        resource: makeStatefulSet({
          ...one,
          labels: { ...set.podTemplate?.metadata?.labels, ...selector, ...roleLabels(set) },
          selector,
          replicas: set.count ?? 1,
          serviceName: name,
          isParallel: true,
          pod: elasticsearchPod(object, set),
        }),
      },
    ];
  });
}

/** `pkg/controller/elasticsearch/label/label.go`. */
function roleLabels(set: ElasticNodes): LabelMap {
  const own = rolesOf(set);
  return Object.fromEntries(
    ['master', 'data', 'ingest', 'data_hot', 'data_warm', 'data_content'].map((role) => [
      `elasticsearch.k8s.elastic.co/node-${role}`,
      String(own === undefined || own.includes(role)),
    ]),
  );
}
