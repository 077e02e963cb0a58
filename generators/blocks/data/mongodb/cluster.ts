import { type Resource, resource } from '../../../model/resource.ts';
import { configSet, mongodbVersion } from '../../../upstream/perconaMongodb.ts';
import { confirmRemoval } from '../../platform/confirm.ts';
import { zonalStorage } from '../../platform/storageClass.ts';
import { memberPlacement, proxyCount, proxyPlacement } from '../percona/placement.ts';
import {
  bounded,
  claim,
  perconaContainerSecurity as containerSecurityContext,
  guaranteed,
  oneUnavailable,
  perconaPodSecurity as podSecurityContext,
  type Size,
} from '../percona/pod.ts';
import { metadataOf } from '../shared/system.ts';
import { quorumMembers } from '../shared/zonePlacement.ts';
import { mongodbBackup } from './backup.ts';
import { mongodbExporter } from './exporter.ts';
import { memberLabels, shardSet } from './names.ts';
import type { MongodbSystem } from './system.ts';
import type { PerconaServerMongodb, ReplicaSet } from './types.ts';
import { mongodbUsers } from './users.ts';

/**
 * PerconaServerMongoDB: a sharded cluster, or one replica set. Each shard and the config servers are a replica set, too.
 * Its members run in different zones, so the loss of any one zone leaves every replica set its majority.
 * `upgradeOptions` keep the operator from upgrading anything: images are named here.
 *
 * Sync wave 1: the Secrets that it names exist before it. Otherwise the operator would generate passwords, and replace
 * them a moment later. `unsafeFlags` let the operator run one member or one router alone, in clusters of a single zone.
 * https://docs.percona.com/percona-operator-for-mongodb/operator.html ·
 * https://docs.percona.com/percona-operator-for-mongodb/sharding.html
 */
export function mongodbCluster(system: MongodbSystem): Resource {
  const { app, name, names, images, settings, sharding, priorityClassName } = system;
  const { cluster } = system.inputs;
  const [members, routers] = [quorumMembers(cluster), proxyCount(cluster)];
  const common = {
    priorityClassName,
    serviceAccountName: app.name,
    terminationGracePeriodSeconds: 60,
    podDisruptionBudget: oneUnavailable,
    podSecurityContext,
    containerSecurityContext,
  };
  const replicaSet = (set: string, size: Size, storage: string): ReplicaSet => ({
    ...common,
    size: members,
    ...memberPlacement(cluster, members, memberLabels(name, set)),
    resources: guaranteed(size),
    configuration,
    volumeSpec: claim(zonalStorage, storage),
    sidecars: [mongodbExporter(system)],
    expose: { enabled: false, type: 'ClusterIP' },
  });
  return resource<PerconaServerMongodb>({
    apiVersion: 'psmdb.percona.com/v1',
    kind: 'PerconaServerMongoDB',
    metadata: {
      ...metadataOf(system, name),
      annotations: { ...confirmRemoval, 'argocd.argoproj.io/sync-wave': '1' },
      finalizers: ['percona.com/delete-psmdb-pods-in-order'],
    },
    spec: {
      crVersion: mongodbVersion,
      image: images.server,
      imagePullPolicy: 'IfNotPresent',
      initImage: images.operator,
      initContainerSecurityContext: containerSecurityContext,
      updateStrategy: 'SmartUpdate',
      upgradeOptions: { apply: 'disabled', schedule: '0 2 * * *', setFCV: false },
      unsafeFlags: { replsetSize: members < 3, ...(sharding && { mongosSize: routers < 2 }) },
      storageScaling: { enableVolumeScaling: true },
      secrets: { users: names.users, ssl: names.tls },
      tls: { mode: 'preferTLS' },
      replsets: Array.from({ length: sharding?.shards ?? 1 }, (_, shard) => ({
        name: shardSet(shard),
        ...replicaSet(shardSet(shard), settings.resources, settings.storage),
      })),
      sharding: sharding
        ? {
            enabled: true,
            balancer: { enabled: true },
            configsvrReplSet: replicaSet(configSet, sharding.config, sharding.config.storage),
            mongos: {
              ...common,
              size: routers,
              ...proxyPlacement(names.routers),
              resources: bounded(sharding.routers),
              expose: { type: 'ClusterIP' },
            },
          }
        : { enabled: false },
      users: mongodbUsers(system),
      backup: mongodbBackup(system),
      logcollector: { enabled: false },
    },
  });
}

/**
 * Encryption at rest is off: disks of the clouds are encrypted already, and the operator would store the only key in
 * the same cluster.
 * https://docs.percona.com/percona-operator-for-mongodb/encryption.html
 */
const configuration = 'security:\n  enableEncryption: false\n';
