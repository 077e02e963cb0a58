import type { IPersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import type { AppSettings } from '../../model/inputs.ts';
import { type Resource, resource } from '../../model/resource.ts';
import { inWave } from '../jobs/hook.ts';
import { confirmRemoval } from '../platform/confirm.ts';
import { sharedStorage, zonalStorage } from '../platform/storageClass.ts';
import { claimName, type JobVolume, type MountedClaim, type Volume, type Volumes, type Writers } from './volume.ts';
import type { Workload } from './workload.ts';

type Access = NonNullable<NonNullable<IPersistentVolumeClaim['spec']>['accessModes']>[number];

/** Access and class of a volume: https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes */
const kinds: Readonly<Record<Writers, { readonly access: Access; readonly storageClass: string }>> = {
  // One pod in the whole cluster.
  one: { access: 'ReadWriteOncePod', storageClass: zonalStorage },
  // All pods of one node. That they are there, their affinity sees to.
  node: { access: 'ReadWriteOnce', storageClass: zonalStorage },
  many: { access: 'ReadWriteMany', storageClass: sharedStorage },
};

/**
 * The claims of an app, which Argo CD deletes when a person has confirmed it, and not before. Class and access cannot be
 * changed.
 *
 * What a job mounts before the roll-out is claimed in the wave of that job. Its volume is made for the first pod
 * (`WaitForFirstConsumer`), and Argo CD counts a claim as Progressing until then: in a wave before it would hold up the
 * sync for ever, and in the next one the job would wait for the claim.
 */
export function persistentClaims({ owner, labels, settings, jobs }: Workload, volumes: Volumes = {}): Resource[] {
  const before = new Set(jobs.flatMap((job) => (job.before ? job.volumes.map(({ name }) => name) : [])));
  return Object.values(volumes).map((one) => {
    const { access, storageClass } = kinds[one.writers];
    const claim = resource<IPersistentVolumeClaim>({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        name: claimName(owner.name, one),
        namespace: owner.namespace,
        labels,
        annotations: confirmRemoval,
      },
      spec: {
        accessModes: [access],
        storageClassName: storageClass,
        volumeMode: 'Filesystem',
        resources: { requests: { storage: sizeOf(one, settings) } },
      },
    });
    return before.has(one.name) ? inWave(claim, -1) : claim;
  });
}

/** Volumes of an app as the containers of a pod have them, by path. */
export function mountedClaims(
  app: string,
  volumes: Readonly<Record<string, JobVolume>> = {},
): Readonly<Record<string, MountedClaim>> {
  return Object.fromEntries(
    Object.entries(volumes).map(([path, one]) => [
      path,
      { claimName: claimName(app, one), ...(one.readOnly && { readOnly: true as const }) },
    ]),
  );
}

function sizeOf({ name, size }: Volume, { volumes }: AppSettings): string {
  return (volumes as Readonly<Record<string, string>> | undefined)?.[name] ?? size;
}
