import { groupOf, keyOf, nameOf, type Resource } from '../generators/model/resource.ts';
import { rule } from '../generators/model/rule.ts';
import { deployment } from './example/api.ts';
import { database, databaseNetworkPolicy } from './example/database.ts';
import { statefulSet } from './example/files.ts';
import { withField } from './example/withField.ts';
import { at, list } from './kubernetes/data.ts';
import { byIdentity } from './kubernetes/identity.ts';

const claim: Resource = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'archive', namespace: 'media' },
  spec: {
    accessModes: ['ReadWriteOnce'],
    storageClassName: 'zonal-ssd',
    resources: { requests: { storage: '10Gi' } },
  },
};

const dataDeleted = rule({
  code: 'data-deleted',
  severity: 'error',
  title: 'No object that holds data goes away, not even by getting another name.',
  why:
    'Argo CD prunes what is no longer in git, and operators, claims and namespaces take their volumes with them. ' +
    'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-prune-resources',
  fix: 'Keep it; if it must go, declare the exception on the object in a change of its own, and delete it in the next.',
  compares: true,
  *check(view, before) {
    if (!before) return;
    for (const object of before.all) {
      const { resource } = object;
      if (!holdsData(resource) || byIdentity(view).has(keyOf(resource))) continue;
      const successor = view
        .ofKind(resource.kind, groupOf(resource))
        .find((one) => one.app === object.app && !byIdentity(before).has(keyOf(one.resource)));
      const where = resource.metadata.namespace ? ` of ${resource.metadata.namespace}` : '';
      const message = successor
        ? `${nameOf(resource)}${where}, which holds data, is now called ${nameOf(successor.resource)}: that is a new and empty one.`
        : `${nameOf(resource)}${where}, which holds data, is gone.`;
      yield { object, message };
    }
  },
  passes: [
    { title: 'an object without data', before: [{ ...deployment, metadata: { name: 'old' } }], objects: [] },
    {
      title: 'a StatefulSet without volumes',
      before: [withField(withField(statefulSet, 'metadata.name', 'old'), 'spec.volumeClaimTemplates', undefined)],
      objects: [],
    },
  ],
  fails: [
    { title: 'a database', before: [database], objects: [], without: [database, databaseNetworkPolicy] },
    {
      title: 'a database with another name',
      before: [],
      objects: [
        withField(database, 'metadata.name', 'accounts'),
        withField(databaseNetworkPolicy, 'spec.podSelector.matchLabels', { 'cnpg.io/cluster': 'accounts' }),
      ],
      without: [database],
    },
    { title: 'a claim', before: [claim], objects: [] },
    {
      title: 'a StatefulSet with volumes',
      before: [withField(statefulSet, 'metadata.name', 'old')],
      objects: [],
    },
    {
      title: 'a namespace',
      before: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'old' } }],
      objects: [],
    },
  ],
});

/** Kinds whose objects hold data, or whose deletion deletes those that do. */
const kinds = new Set([
  '/PersistentVolumeClaim',
  '/PersistentVolume',
  '/Namespace',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'postgresql.cnpg.io/Cluster',
  'postgresql.cnpg.io/Database',
  'ps.percona.com/PerconaServerMySQL',
  'psmdb.percona.com/PerconaServerMongoDB',
  'k8ssandra.io/K8ssandraCluster',
  'rabbitmq.com/RabbitmqCluster',
  'elasticsearch.k8s.elastic.co/Elasticsearch',
]);

function holdsData(resource: Resource): boolean {
  const claims = at(resource, ['spec', 'volumeClaimTemplates']) as object[] | undefined;
  return (
    kinds.has(`${groupOf(resource)}/${resource.kind}`) || (resource.kind === 'StatefulSet' && list(claims).length > 0)
  );
}

export default dataDeleted;
