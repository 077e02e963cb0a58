import type { ICluster } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Cluster';
import type { AppName } from '../../model/app.ts';
import type { Inputs } from '../../model/inputs.ts';
import { type Resource, resource } from '../../model/resource.ts';
import { confirmRemoval } from '../platform/confirm.ts';
import { zonalStorage } from '../platform/storageClass.ts';
import { formatCpu, milliCpu } from '../quantity.ts';
import { priorityClassName } from '../workload/pod.ts';
import { postgresParameters } from './postgresParameters.ts';
import { instanceCount, placement, synchronous } from './postgresPlacement.ts';
import type { PostgresSettings } from './postgresSettings.ts';

/**
 * The CloudNativePG resource. CPU and memory are guaranteed (requests equal limits), which spares the server's main
 * process when memory runs out. The image must carry a tag, also beside a digest: the operator reads the version from
 * it. Once made, the volume's class cannot change and its size can only grow; `bootstrap` is read once.
 * https://cloudnative-pg.io/documentation/current/cloudnative-pg.v1/
 */
export function postgresCluster(
  app: AppName,
  spec: { readonly cluster: string; readonly image: string },
  settings: PostgresSettings,
  inputs: Inputs,
  labels: Readonly<Record<string, string>>,
): Resource {
  const instances = instanceCount(inputs.cluster);
  const size = { cpu: formatCpu(milliCpu(settings.resources.cpu)), memory: settings.resources.memory };
  const { storage, connections } = settings;
  return resource<ICluster>({
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name: spec.cluster, namespace: app.tier, labels, annotations: confirmRemoval },
    spec: {
      ...defaults,
      instances,
      imageName: spec.image,
      priorityClassName: priorityClassName(inputs.fleet.name, 'critical'),
      affinity: placement(inputs.cluster),
      resources: { requests: size, limits: size },
      storage: { storageClass: zonalStorage, size: storage, resizeInUseVolumes: true },
      postgresql: {
        parameters: postgresParameters({ memory: size.memory, storage, connections }),
        synchronous: synchronous(instances),
      },
      bootstrap: { initdb: { database: spec.cluster, owner: spec.cluster, ...encoding } },
      // The budget of a single instance would hold its node for ever: there is nobody to take over.
      enablePDB: instances > 1,
    },
  });
}

/** The operator's own choice, written out, and checksums, which find what a disk has corrupted. */
const encoding = { encoding: 'UTF8', localeCollate: 'C', localeCType: 'C', dataChecksums: true };

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
