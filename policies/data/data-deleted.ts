import { groupOf, keyOf, nameOf, type Resource } from '../../generators/model/resource.ts';
import { type Built, rule } from '../../generators/model/rule.ts';
import { holdsData, volumesOf } from '../cluster/facts.ts';
import { deployment } from '../example/api.ts';
import { database, databaseBackup, databaseNetworkPolicy } from '../example/database.ts';
import { statefulSet } from '../example/files.ts';
import { cassandra, cassandraSchedule, mongodb, rabbitmq } from '../example/systems.ts';
import { withField } from '../example/withField.ts';
import { isConfirmed } from '../kubernetes/confirmed.ts';
import { byIdentity } from '../kubernetes/identity.ts';

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

const queue: Resource = {
  apiVersion: 'rabbitmq.com/v1beta1',
  kind: 'Queue',
  metadata: { name: 'events', namespace: 'data' },
  spec: { name: 'events', rabbitmqClusterReference: { name: 'events' } },
};
const [shard = {}] = (mongodb.spec as { replsets: object[] }).replsets;

const dataDeleted = rule({
  code: 'data-deleted',
  severity: 'error',
  title: 'No object that holds data goes away, not even by getting another name.',
  why:
    'Argo CD prunes what is no longer in git, and operators, claims and namespaces take their volumes with them. ' +
    'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-prune-resources',
  fix: 'Keep it; if its app must go, set state: retiring for the app; else declare the exception on the object in a change of its own, and delete it in the next.',
  compares: true,
  *check(view, before) {
    if (!before) return;
    for (const object of before.all) {
      const { resource } = object;
      const kept = byIdentity(view).get(keyOf(resource));
      if (kept) {
        for (const field of volumesGone(object, kept)) {
          yield { object: kept, field, message: `${field} is gone, and what was on its volumes with it.` };
        }
      }
      // Data of an app in `state: retiring` is reported by the rule data-retires, that of an app that waits on a standby
      // cluster by data-left-behind: both are deleted after a person has confirmed it, and not before.
      const isTold = view.retiring.has(object.app) || (view.waiting.has(object.app) && isConfirmed(object));
      if (kept || !holdsData(object) || isTold) continue;
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
    {
      title: 'a queue that stays on the broker',
      before: [withField(queue, 'spec.deletionPolicy', 'retain'), rabbitmq],
      objects: [rabbitmq],
    },
  ],
  fails: [
    {
      title: 'a database',
      before: [database],
      objects: [],
      without: [database, databaseNetworkPolicy, databaseBackup],
    },
    {
      title: 'a database with another name',
      before: [],
      objects: [
        withField(database, 'metadata.name', 'accounts'),
        withField(databaseNetworkPolicy, 'spec.podSelector.matchLabels', { 'cnpg.io/cluster': 'accounts' }),
        withField(withField(databaseBackup, 'metadata.name', 'accounts'), 'spec.cluster.name', 'accounts'),
      ],
      without: [database, databaseBackup],
    },
    {
      title: 'a volume of an app that waits on a standby cluster, which nobody has to confirm',
      before: [withField(claim, 'metadata.labels', { 'app.kubernetes.io/name': 'archive' })],
      objects: [],
      waiting: ['archive'],
    },
    { title: 'a claim', before: [claim], objects: [] },
    {
      title: 'a StatefulSet with volumes',
      before: [withField(statefulSet, 'metadata.name', 'old')],
      objects: [],
    },
    {
      title: 'a queue, with the messages in it',
      before: [queue, rabbitmq],
      objects: [rabbitmq],
    },
    {
      title: 'a shard',
      before: [withField(mongodb, 'spec.replsets[1]', { ...shard, name: 'rs1' })],
      objects: [mongodb],
    },
    {
      title: 'a datacenter with another name',
      before: [cassandra, cassandraSchedule],
      objects: [
        withField(cassandra, 'spec.cassandra.datacenters[dc1].metadata.name', 'dc2'),
        withField(cassandraSchedule, 'spec.backupSpec.cassandraDatacenter', 'dc2'),
      ],
    },
    {
      title: 'a volume for the log',
      before: [withField(database, 'spec.walStorage', { size: '20Gi' })],
      objects: [database],
    },
    {
      title: 'a namespace',
      before: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'old' } }],
      objects: [],
    },
  ],
});

/** Fields of an object that stays, whose volumes nothing claims any more: of a shard, a datacenter, a log. */
function volumesGone(before: Built, now: Built): readonly string[] {
  const left = new Set(volumesOf(now).map(({ field }) => field));
  return volumesOf(before)
    .map(({ field }) => field)
    .filter((field) => !left.has(field));
}

export default dataDeleted;
