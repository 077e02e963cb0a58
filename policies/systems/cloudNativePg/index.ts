import type { Built, ClusterView } from '../../../generators/model/rule.ts';
import { poolerPorts, postgresPorts, postgresServices } from '../../../generators/upstream/cloudNativePg.ts';
import {
  type PostgresAccess,
  postgresAccounts,
  postgresCertificates,
} from '../../../generators/upstream/cloudNativePgSecrets.ts';
import { fieldsIn } from '../../kubernetes/fields.ts';
import { at, count, listAt, textAt } from '../../kubernetes/reading.ts';
import { type Reference, reference, referencesAt } from '../../kubernetes/reference.ts';
import { zone } from '../../kubernetes/zoneSpread.ts';
import { accountsLeft } from '../steps/accounts.ts';
import type { Backup, Quorum, System } from '../system.ts';
import { archivesWritten, pluginStores } from './archive.ts';
import { postgresMemory } from './memory.ts';
import { instances, podsOfPooler } from './pods.ts';
import { postgresPromises } from './promises.ts';
import { postgresServer } from './server.ts';
import { postgresSteps } from './steps.ts';

/**
 * PostgreSQL by CloudNativePG, with the Barman plugin that archives and backs up: https://cloudnative-pg.io/documentation/current/
 * What cannot change: `internal/webhook/v1/cluster_webhook.go` and the definitions of cloudnative-pg/cloudnative-pg.
 */
export const cloudNativePg: System = {
  pods: {
    'postgresql.cnpg.io/Cluster': (built, view) => [instances(built, view)],
    'postgresql.cnpg.io/Pooler': (built) => [podsOfPooler(built)],
  },
  images: {
    'postgresql.cnpg.io/Cluster': fieldsIn('spec.imageName'),
    'postgresql.cnpg.io/Pooler': fieldsIn('spec.pgbouncer.image'),
  },
  secrets: {
    'postgresql.cnpg.io/Cluster': ({ resource: { metadata, spec } }) => ({
      ...postgresCertificates(metadata.name),
      ...postgresAccounts(metadata.name, (spec ?? {}) as PostgresAccess),
    }),
  },
  references: {
    'postgresql.cnpg.io/Cluster': (from) => [
      ...referencesAt(from, {
        'spec.storage.storageClass': 'StorageClass',
        'spec.walStorage.storageClass': 'StorageClass',
        'spec.priorityClassName': 'PriorityClass',
        'spec.bootstrap.initdb.secret.name': 'Secret',
        'spec.bootstrap.recovery.secret.name': 'Secret',
        'spec.superuserSecret.name': 'Secret',
      }),
      ...archives(from),
      ...referencesAt(from, { 'spec.managed.roles[].passwordSecret.name': 'Secret' }),
    ],
    'postgresql.cnpg.io/Pooler': (from) => referencesAt(from, { 'spec.cluster.name': 'Cluster' }),
    'postgresql.cnpg.io/ScheduledBackup': (from) => referencesAt(from, { 'spec.cluster.name': 'Cluster' }),
    'postgresql.cnpg.io/Database': (from) => referencesAt(from, { 'spec.cluster.name': 'Cluster' }),
    'postgresql.cnpg.io/DatabaseRole': (from) =>
      referencesAt(from, { 'spec.cluster.name': 'Cluster', 'spec.passwordSecret.name': 'Secret' }),
  },
  volumes: {
    'postgresql.cnpg.io/Cluster': fieldsIn(
      'spec.storage.size',
      'spec.walStorage.size',
      'spec.tablespaces[].storage.size',
    ),
  },
  immutable: {
    'postgresql.cnpg.io/Cluster': fieldsIn('spec.postgresUID', 'spec.postgresGID', 'spec.serviceAccountName'),
    'postgresql.cnpg.io/Pooler': fieldsIn('spec.cluster', 'spec.serviceAccountName'),
    'postgresql.cnpg.io/ScheduledBackup': fieldsIn('spec.cluster'),
    'postgresql.cnpg.io/Database': fieldsIn(
      'spec.cluster',
      'spec.name',
      'spec.encoding',
      'spec.locale',
      'spec.localeProvider',
      'spec.localeCollate',
      'spec.localeCType',
      'spec.icuLocale',
      'spec.icuRules',
      'spec.builtinLocale',
      'spec.collationVersion',
      'spec.template',
    ),
    'postgresql.cnpg.io/DatabaseRole': fieldsIn('spec.cluster', 'spec.name'),
  },
  data: { 'postgresql.cnpg.io/Cluster': () => true, 'postgresql.cnpg.io/Database': () => true },
  quorum: { 'postgresql.cnpg.io/Cluster': (built, view) => [quorumOfInstances(built, view)] },
  memory: { 'postgresql.cnpg.io/Cluster': postgresMemory },
  backups: { 'postgresql.cnpg.io/Cluster': schedulesOf },
  outside: { 'postgresql.cnpg.io/Cluster': archivesWritten },
  users: {
    'postgresql.cnpg.io/Cluster': (object) =>
      listAt(object.resource, ['spec', 'managed', 'roles'])
        .filter(lacksPassword)
        .map((role) => textAt(role, ['name']))
        .map((name) => ({ object, field: `spec.managed.roles[${name}].passwordSecret`, message: nobody(name) })),
    'postgresql.cnpg.io/DatabaseRole': (object) => {
      const { metadata, spec } = object.resource;
      const message = nobody(textAt(spec, ['name']) || metadata.name);
      return lacksPassword(spec) ? [{ object, field: 'spec.passwordSecret', message }] : [];
    },
  },
  servers: { 'postgresql.cnpg.io/Cluster': postgresServer },
  services: {
    'postgresql.cnpg.io/Cluster': ({ resource: { metadata } }) =>
      Object.values(postgresServices(metadata.name)).map((name) => ({ name, ports: [postgresPorts.postgres] })),
    'postgresql.cnpg.io/Pooler': ({ resource: { metadata } }) => [
      { name: metadata.name, ports: [poolerPorts.postgres] },
    ],
  },
  steps: {
    'postgresql.cnpg.io/Cluster': (step) => [
      ...postgresSteps(step),
      ...(step.was
        ? accountsLeft(step.was, step.now, ['spec', 'managed', 'roles'], (one) => `DROP ROLE "${one}".`)
        : []),
    ],
  },
  promises: { 'postgresql.cnpg.io/Cluster': postgresPromises },
};

/** https://cloudnative-pg.io/plugin-barman-cloud/docs/parameters/ */
function archives(from: Built): Reference[] {
  const { spec } = from.resource;
  return [
    ...listAt(spec, ['plugins']).flatMap((plugin, index) =>
      reference(from, `spec.plugins[${index}]`, 'ObjectStore', at(plugin, ['parameters', 'barmanObjectName'])),
    ),
    ...listAt(spec, ['externalClusters']).flatMap((one) => {
      const store = at(one, ['plugin', 'parameters', 'barmanObjectName']);
      return reference(from, `spec.externalClusters[${textAt(one, ['name'])}]`, 'ObjectStore', store);
    }),
  ];
}

/**
 * One instance with every commit is enough to go on; where writes must not go on alone, as many standbys more as they
 * wait for: https://cloudnative-pg.io/documentation/current/replication/#synchronous-replication
 */
function quorumOfInstances(built: Built, view: ClusterView): Quorum {
  const { metadata, spec } = built.resource;
  const members = count(at(spec, ['instances']), 1);
  const affinity = at(spec, ['affinity']);
  const isApart =
    at(affinity, ['enablePodAntiAffinity']) !== false &&
    at(affinity, ['podAntiAffinityType']) === 'required' &&
    at(affinity, ['topologyKey']) === zone;
  const synchronous = at(spec, ['postgresql', 'synchronous']);
  const waits = synchronous !== undefined && at(synchronous, ['dataDurability']) !== 'preferred';
  return {
    built,
    name: metadata.name,
    field: 'spec.affinity',
    members: isApart ? Math.min(members, view.cluster.zones.length) : members,
    needed: 1 + (waits ? count(at(synchronous, ['number']), 0) : 0),
    inOneZone: isApart ? 1 : members,
  };
}

/** A schedule backs up to every archive that the database writes to: https://cloudnative-pg.io/plugin-barman-cloud/docs/retention/ */
function schedulesOf(built: Built, view: ClusterView): Backup[] {
  const { name, namespace } = built.resource.metadata;
  const stores = pluginStores(view, built, (plugin) => {
    return at(plugin, ['isWALArchiver']) === true && at(plugin, ['enabled']) !== false;
  });
  const scheduled = view
    .ofKind('ScheduledBackup', 'postgresql.cnpg.io')
    .filter(
      ({ resource: one }) =>
        one.metadata.namespace === namespace &&
        at(one, ['spec', 'cluster', 'name']) === name &&
        at(one, ['spec', 'suspend']) !== true,
    );
  return scheduled.flatMap(() =>
    stores.map((store) => ({
      built: store,
      field: 'spec.retentionPolicy',
      isKept: textAt(store.resource, ['spec', 'retentionPolicy']) !== '',
    })),
  );
}

/** https://cloudnative-pg.io/documentation/current/declarative_role_management/ */
function lacksPassword(role: unknown): boolean {
  return (
    at(role, ['login']) === true &&
    at(role, ['ensure']) !== 'absent' &&
    at(role, ['disablePassword']) !== true &&
    at(role, ['passwordSecret']) === undefined
  );
}

function nobody(name: string): string {
  return `The user ${name} may log in, and names no Secret with a password.`;
}
