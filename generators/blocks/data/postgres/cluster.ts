import type { ICluster } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Cluster';
import { canonicalCpu, milliCpu } from '../../../model/quantity.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import { identityAnnotations } from '../../identity.ts';
import { confirmRemoval } from '../../platform/confirm.ts';
import { zonalStorage } from '../../platform/storageClass.ts';
import { priorityClassName } from '../../workload/pod.ts';
import { type Database, instanceCount, storesOf } from './database.ts';
import { postgresParameters } from './parameters.ts';
import { placement, synchronous } from './placement.ts';
import { bootstrapOf, externalClusters, replicaOf } from './replication.ts';
import { barman } from './store.ts';

/**
 * The CloudNativePG resource. CPU and memory are guaranteed (requests equal limits), which spares the server's main
 * process when memory runs out. The image must carry a tag, also beside a digest: the operator reads the version from
 * it. Once made, the volume's class cannot change and its size can only grow.
 * https://cloudnative-pg.io/documentation/current/cloudnative-pg.v1/
 */
export function postgresCluster(database: Database): Resource {
  const { app, name, image, settings, inputs, labels } = database;
  const instances = instanceCount(inputs.cluster);
  const size = { cpu: canonicalCpu(milliCpu(settings.resources.cpu)), memory: settings.resources.memory };
  const { storage, connections } = settings;
  return resource<ICluster>({
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name, namespace: app.tier, labels, annotations: confirmRemoval },
    spec: {
      ...defaults,
      instances,
      imageName: image,
      priorityClassName: priorityClassName(inputs.fleet.name, 'critical'),
      affinity: placement(inputs.cluster),
      resources: { requests: size, limits: size },
      storage: { storageClass: zonalStorage, size: storage, resizeInUseVolumes: true },
      postgresql: {
        parameters: postgresParameters({ memory: size.memory, storage, connections }),
        synchronous: synchronous(instances),
      },
      bootstrap: bootstrapOf(database),
      externalClusters: externalClusters(database),
      replica: replicaOf(database),
      plugins: archiver(database),
      serviceAccountTemplate: account(database),
      projectedVolumeTemplate: tokens(database),
      // The budget of a single instance would hold its node for ever: there is nobody to take over.
      enablePDB: instances > 1,
    },
  });
}

function archiver({ own }: Database): ICluster['spec']['plugins'] {
  if (!own) return undefined;
  const parameters = { barmanObjectName: own.name, serverName: own.archive.server };
  return [{ name: barman, enabled: true, isWALArchiver: true, parameters }];
}

/** The cloud identity that a cluster names for the database: it may write its own archive. */
function account({ app, inputs, own }: Database): ICluster['spec']['serviceAccountTemplate'] {
  const annotations = own && identityAnnotations(app.name, inputs.cluster);
  return annotations && { metadata: { annotations } };
}

/** Tokens and files by which other clouds know the database, in the folder /projected of its pods. Seconds. */
function tokens(database: Database): ICluster['spec']['projectedVolumeTemplate'] {
  const distinct = new Map(
    storesOf(database).flatMap(({ access }) => access.tokens.map((token) => [token.path, token] as const)),
  );
  const sources = [
    ...[...distinct.values()].map((token) => ({ serviceAccountToken: { ...token, expirationSeconds: 3600 } })),
    ...storesOf(database).flatMap(({ name, access }) => {
      const items = Object.keys(access.files).map((key) => ({ key, path: key }));
      return items.length > 0 ? [{ configMap: { name, items } }] : [];
    }),
  ];
  return sources.length > 0 ? { sources } : undefined;
}

/** Defaults of the CRD, written out, so that what Argo CD applies equals what it reads back. Seconds. */
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
