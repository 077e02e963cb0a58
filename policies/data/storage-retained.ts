import { type Built, rule } from '../../generators/model/rule.ts';
import { referencesOf, volumesOf } from '../cluster/facts.ts';
import { database } from '../example/database.ts';
import { statefulSet } from '../example/files.ts';
import { storageClass } from '../example/platform.ts';
import { mongodb } from '../example/systems.ts';
import { withField } from '../example/withField.ts';
import { at, entriesAt, listAt, text, texts } from '../kubernetes/reading.ts';

const finalizer = 'percona.com/delete-psmdb-pvc';

const storageRetained = rule({
  code: 'storage-retained',
  severity: 'error',
  title: 'A volume stays when its claim goes, and no claim goes because pods or their object did.',
  why:
    'With the reclaim policy Delete, which is the default, a claim that is deleted by mistake takes the disk of the cloud ' +
    'with it, at once and for good. https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaim-policy',
  fix: 'Make the class with reclaimPolicy: Retain under a new name; leave out what deletes claims.',
  *check(view) {
    for (const built of view.ofKind('StorageClass', 'storage.k8s.io')) {
      const policy = text(built.resource.reclaimPolicy) || 'Delete';
      if (policy === 'Retain') continue;
      yield {
        object: built,
        field: 'reclaimPolicy',
        message: `The reclaim policy is ${policy}: volumes go with their claims.`,
      };
    }
    const classed = new Set(referencesOf(view).flatMap(({ kind, from }) => (kind === 'StorageClass' ? from : [])));
    for (const built of view.all) {
      const { resource } = built;
      if (hasVolumes(built) && !classed.has(built)) {
        yield {
          object: built,
          message: 'Its volumes name no class: they are of the default of the cluster, which deletes.',
        };
      }
      const { kind, metadata } = resource;
      if (kind === 'StatefulSet' && listAt(resource, ['spec', 'volumeClaimTemplates']).length > 0) {
        const policy = ['spec', 'persistentVolumeClaimRetentionPolicy'];
        for (const [when, value] of entriesAt(resource, policy).filter(([, one]) => one === 'Delete')) {
          yield {
            object: built,
            field: [...policy, when].join('.'),
            message: `It is ${value}: claims go with their pods.`,
          };
        }
      }
      const deleting = texts(at(metadata, ['finalizers']) as string[] | undefined).filter(deletesClaims);
      if (deleting.length === 0 || volumesOf(built).length === 0) continue;
      yield {
        object: built,
        field: 'metadata.finalizers',
        message: `${deleting.join(', ')} has its operator delete all volumes when it goes.`,
      };
    }
  },
  passes: [
    {
      title: 'a finalizer that orders how members end',
      objects: [
        {
          ...mongodb,
          metadata: {
            ...mongodb.metadata,
            finalizers: ['percona.com/delete-psmdb-pods-in-order'],
          } as typeof mongodb.metadata,
        },
      ],
    },
    {
      title: 'claims that stay',
      objects: [withField(statefulSet, 'spec.persistentVolumeClaimRetentionPolicy', { whenDeleted: 'Retain' })],
    },
  ],
  fails: [
    { title: 'whatever class is the default', objects: [withField(database, 'spec.storage.storageClass', undefined)] },
    { title: 'a class that deletes', objects: [withField(storageClass, 'reclaimPolicy', 'Delete')] },
    { title: 'a class that says nothing', objects: [withField(storageClass, 'reclaimPolicy', undefined)] },
    {
      title: 'claims that go when pods get fewer',
      objects: [withField(statefulSet, 'spec.persistentVolumeClaimRetentionPolicy', { whenScaled: 'Delete' })],
    },
    {
      title: 'an operator that deletes volumes with its object',
      objects: [{ ...mongodb, metadata: { ...mongodb.metadata, finalizers: [finalizer] } as typeof mongodb.metadata }],
    },
  ],
});

function hasVolumes(built: Built): boolean {
  return volumesOf(built).length > 0 || listAt(built.resource, ['spec', 'volumeClaimTemplates']).length > 0;
}

/** Finalizers of Percona's operators: https://docs.percona.com/percona-operator-for-mongodb/operator.html#metadata */
function deletesClaims(name: string): boolean {
  return /^percona\.com\/delete-[a-z]+-pvc$|^delete-[a-z]+-pvc$/.test(name);
}

export default storageRetained;
