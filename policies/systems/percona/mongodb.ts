import { quantity } from '../../../generators/model/quantity.ts';
import type { Built } from '../../../generators/model/rule.ts';
import {
  configSet,
  memberPods,
  memberService,
  mongodbPort,
  mongodbSecrets,
  type NamedSecrets,
  routerPods,
  routerService,
} from '../../../generators/upstream/perconaMongodb.ts';
import { fieldsIn } from '../../kubernetes/fields.ts';
import type { PodGroup } from '../../kubernetes/podGroup.ts';
import { at, count, listAt, textAt } from '../../kubernetes/reading.ts';
import { type Reference, reference, referencesAt } from '../../kubernetes/reference.ts';
import { accountsLeft } from '../steps/accounts.ts';
import { mongodbUpgrades } from '../steps/programs.ts';
import { imageSteps } from '../steps/upgrades.ts';
import { type Backup, type ChangeStep, type MadeService, type MemoryUse, none, type System } from '../system.ts';
import {
  claimedSize,
  componentPods,
  componentQuorum,
  componentReferences,
  type PerconaComponent,
  sidecarReferences,
  sidecarResources,
  storageClass,
  storageReferences,
  storagesWritten,
} from './component.ts';
import { mongodbPromises } from './promises.ts';

/** MongoDB by Percona's operator: https://docs.percona.com/percona-operator-for-mongodb/ */
export const perconaMongodb: System = {
  pods: { 'psmdb.percona.com/PerconaServerMongoDB': podsOfDatabase },
  images: {
    'psmdb.percona.com/PerconaServerMongoDB': fieldsIn(
      'spec.image',
      'spec.backup.image',
      'spec.initImage',
      'spec.replsets[].sidecars[].image',
      'spec.sharding.configsvrReplSet.sidecars[].image',
    ),
  },
  secrets: {
    'psmdb.percona.com/PerconaServerMongoDB': ({ resource: { metadata, spec } }) =>
      mongodbSecrets(metadata.name, (at(spec, ['secrets']) ?? {}) as NamedSecrets),
  },
  references: {
    'psmdb.percona.com/PerconaServerMongoDB': (from) => [
      ...referencesAt(from, { 'spec.secrets.users': 'Secret' }),
      ...componentReferences(from, 'spec.replsets[]'),
      ...componentReferences(from, 'spec.sharding.configsvrReplSet'),
      ...componentReferences(from, 'spec.sharding.mongos'),
      ...replicaSets(from).flatMap(({ spec, path }) => sidecarReferences(from, spec, path)),
      ...passwords(from),
      ...storageReferences(from),
    ],
  },
  volumes: {
    'psmdb.percona.com/PerconaServerMongoDB': fieldsIn(
      `spec.replsets[].${claimedSize}`,
      `spec.sharding.configsvrReplSet.${claimedSize}`,
    ),
  },
  immutable: {
    // The StatefulSets that it makes have volume claims, which cannot change.
    'psmdb.percona.com/PerconaServerMongoDB': fieldsIn(
      `spec.replsets[].${storageClass}`,
      `spec.sharding.configsvrReplSet.${storageClass}`,
    ),
  },
  data: { 'psmdb.percona.com/PerconaServerMongoDB': () => true },
  quorum: {
    'psmdb.percona.com/PerconaServerMongoDB': (built, view, podsOfNamespace) =>
      replicaSets(built)
        .filter(({ isUsed }) => isUsed)
        .flatMap((set) => componentQuorum(built, view, podsOfNamespace, set)),
  },
  memory: { 'psmdb.percona.com/PerconaServerMongoDB': memoryOf },
  backups: { 'psmdb.percona.com/PerconaServerMongoDB': tasksOf },
  outside: { 'psmdb.percona.com/PerconaServerMongoDB': storagesWritten },
  users: {
    'psmdb.percona.com/PerconaServerMongoDB': (object) =>
      listAt(object.resource, ['spec', 'users'])
        .filter((user) => at(user, ['passwordSecretRef']) === undefined)
        // Users of an authority elsewhere have no password: https://www.mongodb.com/docs/manual/core/authentication/
        .filter((user) => at(user, ['db']) !== '$external')
        .map((user) => textAt(user, ['name']))
        .map((name) => ({
          object,
          field: `spec.users[${name}].passwordSecretRef`,
          message: `The user ${name} may log in, and names no Secret with a password.`,
        })),
  },
  servers: none,
  services: { 'psmdb.percona.com/PerconaServerMongoDB': servicesOf },
  steps: {
    'psmdb.percona.com/PerconaServerMongoDB': ({ now, was }) => {
      const image = (built: Built) => at(built.resource, ['spec', 'image']);
      if (!was) return [];
      return [
        ...imageSteps(mongodbUpgrades, 'spec.image', image(was), image(now)),
        ...shardingSteps(isSharded(was), now),
        ...accountsLeft(was, now, ['spec', 'users'], (one) => `db.getSiblingDB("admin").dropUser("${one}").`),
      ];
    },
  },
  promises: { 'psmdb.percona.com/PerconaServerMongoDB': mongodbPromises },
};

function isSharded({ resource }: Built): boolean {
  return at(resource, ['spec', 'sharding', 'enabled']) === true;
}

/**
 * From shards to one replica set, and back. `checkConfiguration` and `handleShardingToggle` in
 * `pkg/controller/perconaservermongodb/psmdb_controller.go` of the operator refuse it with more than one shard, else stop
 * all members and start them anew; `checkForCompatibility` and `setShards` in `pbm/restore/logical.go` of
 * percona/percona-backup-mongodb refuse backups of the other kind.
 */
function shardingSteps(wasSharded: boolean, now: Built): ChangeStep[] {
  if (wasSharded === isSharded(now)) return [];
  const [title, way] = wasSharded
    ? [
        'It had shards and has none now',
        'its operator refuses it with more than one shard; with one it stops all members, and takes away the config servers, which know the accounts of apps',
      ]
    : [
        'It had no shards and has some now',
        'its operator stops all members, and its routers know none of the accounts',
      ];
  const field = 'spec.sharding.enabled';
  const message = `${title}: ${way}. No backup of before can be restored into it. Make a database under another name, copy the data there, and retire this one.`;
  return [{ field, needs: 'another way', message }];
}

/** Members that vote among themselves, and where the object describes them. */
interface ReplicaSet {
  readonly suffix: string;
  readonly path: string;
  readonly spec: unknown;
  /** Config servers are there only with sharding. */
  readonly isUsed: boolean;
}

function replicaSets(built: Built): ReplicaSet[] {
  const { spec } = built.resource;
  const shards = listAt(spec, ['replsets']).map((set) => {
    const name = textAt(set, ['name']);
    return { suffix: name, path: `spec.replsets[${name}]`, spec: set, isUsed: true };
  });
  const configServers = {
    suffix: configSet,
    path: 'spec.sharding.configsvrReplSet',
    spec: at(spec, ['sharding', 'configsvrReplSet']),
    isUsed: isSharded(built),
  };
  return [...shards, configServers];
}

/**
 * Members of each shard and of the config servers, with the backup agent beside them, and routers. Containers: `pkg/psmdb`
 * of percona/percona-server-mongodb-operator.
 */
function podsOfDatabase(built: Built): readonly PodGroup[] {
  const { metadata, spec } = built.resource;
  const agent = at(spec, ['backup', 'enabled']) === true ? [at(spec, ['backup', 'resources'])] : [];
  const members = replicaSets(built)
    .filter(({ isUsed }) => isUsed)
    .map(
      (set): PerconaComponent => ({
        suffix: set.suffix,
        labels: memberPods(metadata.name, set.suffix),
        spec: set.spec,
        resources: [at(set.spec, ['resources']), ...agent, ...sidecarResources(set.spec)],
      }),
    );
  const mongos = at(spec, ['sharding', 'mongos']);
  const routers = {
    suffix: 'mongos',
    labels: routerPods(metadata.name),
    spec: mongos,
    resources: [at(mongos, ['resources'])],
  };
  return [...members, ...(isSharded(built) ? [routers] : [])].map((one) => componentPods(built, one));
}

/**
 * The cache, where it is set: "avoid increasing it above its default", which is half of memory without 1 GiB, but never
 * less than 256 MiB. https://www.mongodb.com/docs/manual/core/wiredtiger/#memory-use
 */
function memoryOf(built: Built): MemoryUse[] {
  return replicaSets(built).flatMap(({ path, spec }) => {
    const limit = quantity(at(spec, ['resources', 'limits', 'memory'])) ?? 0;
    const given = /^\s*cacheSizeGB:\s*([\d.]+)/m.exec(textAt(spec, ['configuration']))?.[1];
    const ratio = at(spec, ['storage', 'wiredTiger', 'engineConfig', 'cacheSizeRatio']);
    const part = Math.max((limit - 2 ** 30) / 2, 2 ** 28) / Math.max(limit, 1);
    return [
      { built, field: `${path}.configuration`, what: 'cacheSizeGB', takes: Number(given ?? 0) * 2 ** 30, limit, part },
      {
        built,
        field: `${path}.storage.wiredTiger.engineConfig.cacheSizeRatio`,
        what: 'cacheSizeRatio of what 1Gi leaves',
        takes: typeof ratio === 'number' ? ratio * Math.max(0, limit - 2 ** 30) : 0,
        limit,
        part,
      },
    ];
  });
}

/** https://docs.percona.com/percona-operator-for-mongodb/backups-scheduled.html */
function tasksOf(built: Built): Backup[] {
  const backup = at(built.resource, ['spec', 'backup']);
  if (at(backup, ['enabled']) !== true) return [];
  const tasks = listAt(backup, ['tasks']).filter((one) => at(one, ['enabled']) === true);
  return tasks.map((one) => ({
    built,
    field: `spec.backup.tasks[${textAt(one, ['name'])}].retention`,
    isKept: count(at(one, ['retention', 'count']) ?? at(one, ['keep']), 0) > 0,
  }));
}

function passwords(from: Built): Reference[] {
  return listAt(from.resource, ['spec', 'users']).flatMap((user) => {
    const secret = at(user, ['passwordSecretRef']);
    const field = `spec.users[${textAt(user, ['name'])}].passwordSecretRef`;
    return reference(from, field, 'Secret', at(secret, ['name']), at(secret, ['key']));
  });
}

/** https://docs.percona.com/percona-operator-for-mongodb/expose.html */
function servicesOf(built: Built): MadeService[] {
  const suffixes = replicaSets(built)
    .filter(({ isUsed }) => isUsed)
    .map(({ suffix }) => suffix);
  const { name } = built.resource.metadata;
  const names = [
    ...suffixes.map((set) => memberService(name, set)),
    ...(isSharded(built) ? [routerService(name)] : []),
  ];
  return names.map((one) => ({ name: one, ports: [mongodbPort] }));
}
