import type { Resource } from '../../../generators/model/resource.ts';
import type { Built } from '../../../generators/model/rule.ts';
import { versionOf } from '../../../generators/model/version.ts';
import {
  elasticsearchServices,
  elasticUser,
  elasticUserKey,
  httpAuthority,
  httpAuthorityKeys,
  kibanaObjects,
  kibanaPorts,
  nodeSet,
} from '../../../generators/upstream/elastic.ts';
import { fieldsIn } from '../../kubernetes/fields.ts';
import { listAt, textAt } from '../../kubernetes/reading.ts';
import { type Reference, referencesAt } from '../../kubernetes/reference.ts';
import { elasticsearchUpgrades } from '../steps/programs.ts';
import { versionSteps } from '../steps/upgrades.ts';
import { type ChangeStep, madeServices, none, type StepOf, type System } from '../system.ts';
import { podsOfKibana } from './kibana.ts';
import { podsOfElasticsearch, quorumOfMasters } from './nodes.ts';
import { elasticsearchPromises } from './promises.ts';
import { snapshotFolders, snapshotSchedules } from './snapshots.ts';

const pod = 'spec.nodeSets[].podTemplate.spec';
const claim = 'spec.nodeSets[].volumeClaimTemplates[].spec';

/** Elasticsearch and Kibana by Elastic's operator: https://www.elastic.co/docs/reference/cloud-on-k8s/api-docs */
export const elastic: System = {
  pods: {
    'elasticsearch.k8s.elastic.co/Elasticsearch': podsOfElasticsearch,
    'kibana.k8s.elastic.co/Kibana': (built) => [podsOfKibana(built)],
  },
  images: {
    'elasticsearch.k8s.elastic.co/Elasticsearch': fieldsIn(
      'spec.image',
      `${pod}.containers[].image`,
      `${pod}.initContainers[].image`,
    ),
    'kibana.k8s.elastic.co/Kibana': fieldsIn('spec.image'),
  },
  secrets: {
    'elasticsearch.k8s.elastic.co/Elasticsearch': ({ resource: { metadata } }) => ({
      [httpAuthority(metadata.name)]: httpAuthorityKeys,
      [elasticUser(metadata.name)]: [elasticUserKey],
    }),
  },
  references: {
    'elasticsearch.k8s.elastic.co/Elasticsearch': referencesFrom,
    'kibana.k8s.elastic.co/Kibana': (from) =>
      referencesAt(from, {
        'spec.elasticsearchRef.name': 'Elasticsearch',
        'spec.podTemplate.spec.priorityClassName': 'PriorityClass',
      }),
  },
  volumes: { 'elasticsearch.k8s.elastic.co/Elasticsearch': fieldsIn(`${claim}.resources.requests.storage`) },
  // `pkg/controller/elasticsearch/validation/validations.go`: of claims, only the size may change.
  immutable: { 'elasticsearch.k8s.elastic.co/Elasticsearch': fieldsIn(`${claim}.storageClassName`) },
  data: { 'elasticsearch.k8s.elastic.co/Elasticsearch': () => true },
  quorum: { 'elasticsearch.k8s.elastic.co/Elasticsearch': quorumOfMasters },
  // It takes half of what its container may take, unless it is told otherwise: nothing here tells it.
  memory: none,
  backups: { 'elasticsearch.k8s.elastic.co/Elasticsearch': snapshotSchedules },
  outside: { 'elasticsearch.k8s.elastic.co/Elasticsearch': snapshotFolders },
  // It always asks for a name and a password.
  users: none,
  servers: none,
  services: {
    'elasticsearch.k8s.elastic.co/Elasticsearch': servicesOf,
    'kibana.k8s.elastic.co/Kibana': ({ resource: { metadata } }) =>
      madeServices({ [kibanaObjects(metadata.name).service]: Object.values(kibanaPorts) }),
  },
  steps: { 'elasticsearch.k8s.elastic.co/Elasticsearch': upgradeSteps },
  promises: { 'elasticsearch.k8s.elastic.co/Elasticsearch': elasticsearchPromises },
};

function upgradeSteps({ now, was }: StepOf): readonly ChangeStep[] {
  const version = (built: Built) => versionOf(`:${textAt(built.resource, ['spec', 'version'])}`);
  const [before, after] = [was && version(was), version(now)];
  return before && after ? versionSteps(elasticsearchUpgrades, 'spec.version', before, after) : [];
}

function servicesOf({ resource }: Built) {
  const { name } = resource.metadata;
  const ofSets = setNames(resource).map((set) => [nodeSet(name, set), undefined] as const);
  return madeServices({ ...elasticsearchServices(name), ...Object.fromEntries(ofSets) });
}

function setNames({ spec }: Resource): readonly string[] {
  return listAt(spec, ['nodeSets']).map((set) => textAt(set, ['name']));
}

/** Of a pod's own references its account and class: what it mounts besides comes with the operator. */
function referencesFrom(from: Built): readonly Reference[] {
  return referencesAt(from, {
    'spec.auth.fileRealm[].secretName': 'Secret',
    'spec.auth.roles[].secretName': 'Secret',
    'spec.secureSettings[].secretName': 'Secret',
    [`${pod}.serviceAccountName`]: 'ServiceAccount',
    [`${pod}.priorityClassName`]: 'PriorityClass',
    [`${claim}.storageClassName`]: 'StorageClass',
  });
}
