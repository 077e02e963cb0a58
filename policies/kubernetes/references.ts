import type { Built, ClusterView } from '../../generators/model/rule.ts';
import { mongodbReferences, mysqlReferences } from './perconaReferences.ts';
import { podReferences } from './podReferences.ts';
import { at, list, text } from './reading.ts';
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

/** The store or generator that one value of an ExternalSecret comes from, where it is not the one of the whole. */
function sources(from: Built, field: string, source: unknown): Reference[] {
  const store = at(source, ['storeRef']);
  const generator = at(source, ['generatorRef']);
  return [
    ...reference(from, `${field}.storeRef.name`, text(at(store, ['kind'])) || 'SecretStore', at(store, ['name'])),
    ...reference(from, `${field}.generatorRef.name`, text(at(generator, ['kind'])), at(generator, ['name'])),
  ];
}

/** What every object of RabbitMQ's topology operator is made in. */
const broker = ['spec.rabbitmqClusterReference.name', 'RabbitmqCluster'] as const;

/** Fields that hold the name of an object, and its kind. */
const fields: Readonly<Record<string, readonly (readonly [path: string, kind: string])[]>> = {
  PersistentVolumeClaim: [['spec.storageClassName', 'StorageClass']],
  StatefulSet: [['spec.serviceName', 'Service']],
  Cluster: [
    ['spec.storage.storageClass', 'StorageClass'],
    ['spec.walStorage.storageClass', 'StorageClass'],
    ['spec.priorityClassName', 'PriorityClass'],
    ['spec.bootstrap.initdb.secret.name', 'Secret'],
    ['spec.bootstrap.recovery.secret.name', 'Secret'],
    ['spec.superuserSecret.name', 'Secret'],
  ],
  Pooler: [['spec.cluster.name', 'Cluster']],
  ScheduledBackup: [['spec.cluster.name', 'Cluster']],
  RabbitmqCluster: [
    ['spec.persistence.storageClassName', 'StorageClass'],
    ['spec.override.statefulSet.spec.template.spec.priorityClassName', 'PriorityClass'],
  ],
  Queue: [broker],
  Exchange: [broker],
  Binding: [broker],
  Policy: [broker],
  User: [broker, ['spec.importCredentialsSecret.name', 'Secret']],
  DatabaseRole: [
    ['spec.cluster.name', 'Cluster'],
    ['spec.passwordSecret.name', 'Secret'],
  ],
  Permission: [broker, ['spec.userReference.name', 'User']],
  K8ssandraCluster: [
    ['spec.cassandra.serviceAccount', 'ServiceAccount'],
    ['spec.cassandra.podPriorityClassName', 'PriorityClass'],
    ['spec.cassandra.storageConfig.cassandraDataVolumeClaimSpec.storageClassName', 'StorageClass'],
    ['spec.medusa.storageProperties.storageSecretRef.name', 'Secret'],
    ['spec.reaper.ServiceAccountName', 'ServiceAccount'],
  ],
};

/** References in lists, and those whose kind is a field itself. */
const lists: Readonly<Record<string, (from: Built) => Reference[]>> = {
  PerconaServerMySQL: mysqlReferences,
  PerconaServerMongoDB: mongodbReferences,
  // https://cloudnative-pg.io/plugin-barman-cloud/docs/parameters/
  Cluster: (from) => [
    ...list(at(from.resource, ['spec', 'plugins']) as object[] | undefined).flatMap((plugin, index) =>
      reference(from, `spec.plugins[${index}]`, 'ObjectStore', at(plugin, ['parameters', 'barmanObjectName'])),
    ),
    ...list(at(from.resource, ['spec', 'managed', 'roles']) as object[] | undefined).flatMap((role) => {
      const field = `spec.managed.roles[${text(at(role, ['name']))}].passwordSecret.name`;
      return reference(from, field, 'Secret', at(role, ['passwordSecret', 'name']));
    }),
    ...list(at(from.resource, ['spec', 'externalClusters']) as object[] | undefined).flatMap((one) => {
      const store = at(one, ['plugin', 'parameters', 'barmanObjectName']);
      return reference(from, `spec.externalClusters[${text(at(one, ['name']))}]`, 'ObjectStore', store);
    }),
  ],
  StatefulSet: (from) =>
    list(at(from.resource, ['spec', 'volumeClaimTemplates']) as object[] | undefined).flatMap((claim) => {
      const field = `spec.volumeClaimTemplates[${text(at(claim, ['metadata', 'name']))}].spec.storageClassName`;
      return reference(from, field, 'StorageClass', at(claim, ['spec', 'storageClassName']));
    }),
  ExternalSecret: (from) => {
    const store = at(from.resource, ['spec', 'secretStoreRef']);
    const kind = text(at(store, ['kind'])) || 'SecretStore';
    return [
      ...reference(from, 'spec.secretStoreRef.name', kind, at(store, ['name'])),
      ...(['data', 'dataFrom'] as const).flatMap((key) =>
        list(at(from.resource, ['spec', key]) as object[] | undefined).flatMap((one, index) =>
          sources(from, `spec.${key}[${index}].sourceRef`, at(one, ['sourceRef'])),
        ),
      ),
    ];
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
