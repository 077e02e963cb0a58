import type { IPersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import type { IVolume } from 'kubernetes-models/v1/Volume';
import type { AppSettings } from '../../model/inputs.ts';
import { type Resource, resource } from '../../model/resource.ts';
import { confirmRemoval } from '../platform/confirm.ts';
import { sharedStorage, zonalStorage } from '../platform/storageClass.ts';
import { claimName, type Volume } from './volume.ts';
import type { Task } from './workload.ts';

/**
 * The claims of an app, which Argo CD deletes when a person has confirmed it, and not before. `ReadWriteOncePod` lets one
 * pod have the volume in the whole cluster, `ReadWriteOnce` several pods of one node:
 * https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes. Class and access cannot be changed.
 */
export function persistentClaims({ owner, labels, claims, settings }: Task): Resource[] {
  return Object.values(claims).map((one) =>
    resource<IPersistentVolumeClaim>({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        name: claimName(owner.name, one),
        namespace: owner.namespace,
        labels,
        annotations: confirmRemoval,
      },
      spec: {
        accessModes: [one.writers === 'one' ? 'ReadWriteOncePod' : 'ReadWriteMany'],
        storageClassName: one.writers === 'one' ? zonalStorage : sharedStorage,
        volumeMode: 'Filesystem',
        resources: { requests: { storage: sizeOf(one, settings) } },
      },
    }),
  );
}

/** The claim as a volume of a pod. */
export function claimSource(app: string, one: Volume): Pick<IVolume, 'persistentVolumeClaim'> {
  return { persistentVolumeClaim: { claimName: claimName(app, one) } };
}

function sizeOf({ name, size }: Volume, { volumes }: AppSettings): string {
  return (volumes as Readonly<Record<string, string>> | undefined)?.[name] ?? size;
}
