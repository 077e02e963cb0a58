import { quantity } from '../../generators/model/quantity.ts';
import { keyOf } from '../../generators/model/resource.ts';
import { rule } from '../../generators/model/rule.ts';
import { volumesOf } from '../cluster/facts.ts';
import { database } from '../example/database.ts';
import { cassandra, cassandraSchedule, mongodb, mysql, rabbitmq } from '../example/systems.ts';
import { withField } from '../example/withField.ts';
import { byIdentity } from '../kubernetes/identity.ts';

const claim = 'volumeSpec.persistentVolumeClaim.resources.requests.storage';

const datacenterWith = (storage: string) =>
  withField(cassandra, 'spec.cassandra.datacenters[dc1].storageConfig', {
    cassandraDataVolumeClaimSpec: { storageClassName: 'zonal-ssd', resources: { requests: { storage } } },
  });

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
      const old = byIdentity(before).get(keyOf(object.resource));
      if (!old) continue;
      const sizes = new Map(volumesOf(old).map(({ field, value }) => [field, value]));
      for (const { field, value } of volumesOf(object)) {
        const was = sizes.get(field);
        if ((quantity(value) ?? Number.POSITIVE_INFINITY) >= (quantity(was) ?? 0)) continue;
        yield { object, field, message: `${field} was ${was} and is now ${value}.` };
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
    {
      title: 'a smaller one of a shard',
      before: [mongodb],
      objects: [withField(mongodb, `spec.replsets[rs0].${claim}`, '9Gi')],
    },
    {
      title: 'smaller ones of MySQL and of the broker',
      before: [mysql, rabbitmq],
      objects: [withField(mysql, `spec.mysql.${claim}`, '9Gi'), withField(rabbitmq, 'spec.persistence.storage', '9Gi')],
    },
    {
      title: 'a smaller one of one datacenter',
      before: [datacenterWith('20Gi'), cassandraSchedule],
      objects: [datacenterWith('10Gi'), cassandraSchedule],
    },
  ],
});

export default volumeShrunk;
