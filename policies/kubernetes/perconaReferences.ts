import type { Built } from '../../generators/model/rule.ts';
import { at, entries, list } from './reading.ts';
import { type Reference, reference } from './reference.ts';

/** What a PerconaServerMySQL names. */
export function mysqlReferences(from: Built): Reference[] {
  const { spec } = from.resource;
  return [
    ...reference(from, 'spec.secretsName', 'Secret', at(spec, ['secretsName'])),
    ...component(from, 'spec.mysql', at(spec, ['mysql'])),
    ...component(from, 'spec.proxy.haproxy', at(spec, ['proxy', 'haproxy'])),
    ...storages(from),
  ];
}

/** What a PerconaServerMongoDB names. */
export function mongodbReferences(from: Built): Reference[] {
  const { spec } = from.resource;
  const sharding = at(spec, ['sharding']);
  return [
    ...reference(from, 'spec.secrets.users', 'Secret', at(spec, ['secrets', 'users'])),
    ...list(at(spec, ['replsets']) as object[] | undefined).flatMap((set) =>
      component(from, `spec.replsets[${at(set, ['name'])}]`, set),
    ),
    ...component(from, 'spec.sharding.configsvrReplSet', at(sharding, ['configsvrReplSet'])),
    ...component(from, 'spec.sharding.mongos', at(sharding, ['mongos'])),
    ...list(at(spec, ['users']) as object[] | undefined).flatMap((user) => {
      const secret = at(user, ['passwordSecretRef']);
      const field = `spec.users[${at(user, ['name'])}].passwordSecretRef`;
      return reference(from, field, 'Secret', at(secret, ['name']), at(secret, ['key']));
    }),
    ...storages(from),
  ];
}

function component(from: Built, field: string, spec: unknown): Reference[] {
  const storageClass = ['volumeSpec', 'persistentVolumeClaim', 'storageClassName'];
  return [
    ...reference(from, `${field}.${storageClass.join('.')}`, 'StorageClass', at(spec, storageClass)),
    ...reference(from, `${field}.priorityClassName`, 'PriorityClass', at(spec, ['priorityClassName'])),
    ...reference(from, `${field}.serviceAccountName`, 'ServiceAccount', at(spec, ['serviceAccountName'])),
  ];
}

/** The keys of buckets, and who waits on jobs that use them. */
function storages(from: Built): Reference[] {
  const all = entries(
    at(from.resource, ['spec', 'backup', 'storages']) as Readonly<Record<string, unknown>> | undefined,
  );
  return all.flatMap(([name, storage]) => {
    const field = `spec.backup.storages[${name}]`;
    return [
      ...reference(from, `${field}.priorityClassName`, 'PriorityClass', at(storage, ['priorityClassName'])),
      ...['s3', 'gcs', 'azure'].flatMap((api) => {
        const secret = at(storage, [api, 'credentialsSecret']);
        return reference(from, `${field}.${api}.credentialsSecret`, 'Secret', secret);
      }),
    ];
  });
}
