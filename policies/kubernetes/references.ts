import type { Built, ClusterView } from '../../generators/model/rule.ts';
import { at, list, text } from './data.ts';
import { podReferences } from './podReferences.ts';
import { type Reference, reference } from './reference.ts';
import { workloadsOf } from './workload.ts';

/** Every reference by name of a cluster's objects, but for those of scalers, which have a rule of their own. */
export function* referencesOf(view: ClusterView): Iterable<Reference> {
  for (const workload of workloadsOf(view)) yield* podReferences(workload);
  for (const from of view.all) {
    yield* reference(from, 'metadata.namespace', 'Namespace', from.resource.metadata.namespace);
    for (const [path, kind] of fields[from.resource.kind] ?? []) {
      yield* reference(from, path, kind, at(from.resource, path.split('.')));
    }
    yield* (lists[from.resource.kind] ?? none)(from);
  }
}

const none = (): Reference[] => [];

/** Fields that hold the name of an object, and its kind. */
const fields: Readonly<Record<string, readonly (readonly [path: string, kind: string])[]>> = {
  PersistentVolumeClaim: [['spec.storageClassName', 'StorageClass']],
  StatefulSet: [['spec.serviceName', 'Service']],
  Cluster: [
    ['spec.storage.storageClass', 'StorageClass'],
    ['spec.walStorage.storageClass', 'StorageClass'],
    ['spec.priorityClassName', 'PriorityClass'],
    ['spec.bootstrap.initdb.secret.name', 'Secret'],
    ['spec.superuserSecret.name', 'Secret'],
  ],
  Pooler: [['spec.cluster.name', 'Cluster']],
  ScheduledBackup: [['spec.cluster.name', 'Cluster']],
};

/** References in lists, and those whose kind is a field itself. */
const lists: Readonly<Record<string, (from: Built) => Reference[]>> = {
  StatefulSet: (from) =>
    list(at(from.resource, ['spec', 'volumeClaimTemplates']) as object[] | undefined).flatMap((claim) => {
      const field = `spec.volumeClaimTemplates[${text(at(claim, ['metadata', 'name']))}].spec.storageClassName`;
      return reference(from, field, 'StorageClass', at(claim, ['spec', 'storageClassName']));
    }),
  ExternalSecret: (from) => {
    const store = at(from.resource, ['spec', 'secretStoreRef']);
    const kind = text(at(store, ['kind'])) || 'SecretStore';
    return reference(from, 'spec.secretStoreRef.name', kind, at(store, ['name']));
  },
  ScaledObject: (from) =>
    list(at(from.resource, ['spec', 'triggers']) as object[] | undefined).flatMap((trigger, index) => {
      const authentication = at(trigger, ['authenticationRef']);
      const kind = text(at(authentication, ['kind'])) || 'TriggerAuthentication';
      return reference(from, `spec.triggers[${index}].authenticationRef`, kind, at(authentication, ['name']));
    }),
  TriggerAuthentication: (from) =>
    list(at(from.resource, ['spec', 'secretTargetRef']) as object[] | undefined).flatMap((target, index) =>
      reference(from, `spec.secretTargetRef[${index}]`, 'Secret', at(target, ['name']), at(target, ['key'])),
    ),
  RoleBinding: (from) =>
    at(from.resource, ['roleRef', 'kind']) === 'Role'
      ? reference(from, 'roleRef.name', 'Role', at(from.resource, ['roleRef', 'name']))
      : [],
};
