import type { ICluster } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Cluster';
import { canonicalCpu, milliCpu } from '../../../model/quantity.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import { barmanPlugin } from '../../../upstream/cloudNativePg.ts';
import { identityAnnotations } from '../../identity.ts';
import { confirmRemoval } from '../../platform/confirm.ts';
import { zonalStorage } from '../../platform/storageClass.ts';
import { hostOf } from '../../runtime.ts';
import { metadataOf } from '../shared/system.ts';
import { poolerName, poolers } from './names.ts';
import { postgresParameters } from './parameters.ts';
import { placement, synchronous } from './placement.ts';
import { bootstrapOf, externalClusters, replicaOf } from './replication.ts';
import { managedRoles } from './roles.ts';
import { type PostgresSystem, storesOf } from './system.ts';

/**
 * Cluster of CloudNativePG. CPU and memory requests equal limits, so the OOM killer spares the server's main process.
 * The image must have a tag, even beside a digest: the operator reads the version from it. The volume's class cannot be
 * changed later, and its size can only grow.
 * https://cloudnative-pg.io/documentation/current/cloudnative-pg.v1/
 */
export function postgresCluster(system: PostgresSystem): Resource {
  const { name, images, settings, inputs, instances, priorityClassName, declared } = system;
  const size = { cpu: canonicalCpu(milliCpu(settings.resources.cpu)), memory: settings.resources.memory };
  const { storage, connections } = settings;
  return resource<ICluster>({
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { ...metadataOf(system, name), annotations: confirmRemoval },
    spec: {
      ...defaults,
      instances,
      imageName: images.server,
      priorityClassName,
      affinity: placement(inputs.cluster),
      resources: { requests: size, limits: size },
      storage: { storageClass: zonalStorage, size: storage, resizeInUseVolumes: true },
      postgresql: {
        parameters: { ...postgresParameters({ memory: size.memory, storage, connections }), ...declared.parameters },
        shared_preload_libraries: declared.preload && [...declared.preload],
        synchronous: synchronous(instances),
      },
      certificates: certificates(system),
      managed: managedRoles(system),
      bootstrap: bootstrapOf(system),
      externalClusters: externalClusters(system),
      replica: replicaOf(system),
      plugins: archiver(system),
      serviceAccountTemplate: account(system),
      projectedVolumeTemplate: tokens(system),
      // With a PodDisruptionBudget a single instance would block the drain of its node for ever: no standby can take
      // over.
      enablePDB: instances > 1,
    },
  });
}

/**
 * Names in the certificate of the servers, which poolers have as well, beside those of the operator's own Services:
 * https://cloudnative-pg.io/documentation/current/certificates/. The operator makes a new one when they change.
 */
function certificates({ app, name, images }: PostgresSystem): ICluster['spec']['certificates'] {
  if (images.pooler === undefined) return undefined;
  const hosts = Object.values(poolers).map((type) => hostOf({ name: poolerName(name, type), tier: app.tier }));
  return { serverAltDNSNames: hosts };
}

function archiver({ own }: PostgresSystem): ICluster['spec']['plugins'] {
  if (!own) return undefined;
  const parameters = { barmanObjectName: own.name, serverName: own.archive.server };
  return [{ name: barmanPlugin, enabled: true, isWALArchiver: true, parameters }];
}

/** Cloud identity that the cluster names for the database, which may write the database's own archive. */
function account({ app, inputs, own }: PostgresSystem): ICluster['spec']['serviceAccountTemplate'] {
  const annotations = own && identityAnnotations(app.name, inputs.cluster);
  return annotations && { metadata: { annotations } };
}

/** Projected volume with the tokens and files of the archives, mounted at `/projected`. */
function tokens(system: PostgresSystem): ICluster['spec']['projectedVolumeTemplate'] {
  const distinct = new Map(
    storesOf(system).flatMap(({ access }) => access.tokens.map((token) => [token.path, token] as const)),
  );
  const sources = [
    ...[...distinct.values()].map((token) => ({ serviceAccountToken: { ...token, expirationSeconds: 3600 } })),
    ...storesOf(system).flatMap(({ name, access }) => {
      const items = Object.keys(access.files).map((key) => ({ key, path: key }));
      return items.length > 0 ? [{ configMap: { name, items } }] : [];
    }),
  ];
  return sources.length > 0 ? { sources } : undefined;
}

/** Defaults of the CRD, written out, so that what Argo CD applies equals what it reads back. Times are in seconds. */
const defaults = {
  enableSuperuserAccess: false,
  failoverDelay: 0,
  logLevel: 'info',
  maxSyncReplicas: 0,
  minSyncReplicas: 0,
  postgresUID: 26,
  postgresGID: 26,
  primaryUpdateMethod: 'restart',
  primaryUpdateStrategy: 'unsupervised',
  replicationSlots: {
    highAvailability: { enabled: true, slotPrefix: '_cnpg_' },
    synchronizeReplicas: { enabled: true },
    updateInterval: 30,
  },
  smartShutdownTimeout: 180,
  startDelay: 3600,
  stopDelay: 1800,
  switchoverDelay: 3600,
} as const;
