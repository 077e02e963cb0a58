import { groupOf, keyOf } from '../generators/model/resource.ts';
import { rule } from '../generators/model/rule.ts';
import { database } from './example/database.ts';
import { withField } from './example/withField.ts';
import { at } from './kubernetes/data.ts';
import { byIdentity } from './kubernetes/identity.ts';
import { quantity } from './kubernetes/quantity.ts';

const volumeShrunk = rule({
  code: 'volume-shrunk',
  severity: 'error',
  title: 'No volume gets smaller.',
  why:
    'Kubernetes and the operators refuse it, so the sync fails for good; those who delete and make the volume anew ' +
    'lose what is on it. https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims',
  fix: 'Keep the size; to get to a smaller one, move the data to a new volume.',
  compares: true,
  *check(view, before) {
    if (!before) return;
    for (const object of view.all) {
      const { resource } = object;
      for (const field of sizes[`${groupOf(resource)}/${resource.kind}`] ?? []) {
        const now = at(resource, field.split('.'));
        const was = at(byIdentity(before).get(keyOf(resource))?.resource, field.split('.'));
        if ((quantity(now) ?? Number.POSITIVE_INFINITY) >= (quantity(was) ?? 0)) continue;
        yield { object, field, message: `${field} was ${was} and is now ${now}.` };
      }
    }
  },
  passes: [
    { title: 'a larger one', before: [database], objects: [withField(database, 'spec.storage.size', '1Ti')] },
    {
      title: 'the same in another unit',
      before: [database],
      objects: [withField(database, 'spec.storage.size', '51200Mi')],
    },
  ],
  fails: [
    { title: 'a smaller one', before: [database], objects: [withField(database, 'spec.storage.size', '40Gi')] },
    {
      title: 'a smaller one for the log',
      before: [withField(database, 'spec.walStorage', { size: '20Gi' })],
      objects: [withField(database, 'spec.walStorage', { size: '20G' })],
    },
  ],
});

const claim = 'volumeSpec.persistentVolumeClaim.resources.requests.storage';

/** Where sizes stand. Those of a StatefulSet cannot change at all: the rule immutable-field. */
const sizes: Readonly<Record<string, readonly string[]>> = {
  '/PersistentVolumeClaim': ['spec.resources.requests.storage'],
  'postgresql.cnpg.io/Cluster': ['spec.storage.size', 'spec.walStorage.size'],
  'ps.percona.com/PerconaServerMySQL': [`spec.mysql.${claim}`],
  'psmdb.percona.com/PerconaServerMongoDB': [`spec.sharding.configsvrReplSet.${claim}`],
  'rabbitmq.com/RabbitmqCluster': ['spec.persistence.storage'],
  'k8ssandra.io/K8ssandraCluster': [
    'spec.cassandra.storageConfig.cassandraDataVolumeClaimSpec.resources.requests.storage',
  ],
};

export default volumeShrunk;
