import type { IPersistentVolume } from 'kubernetes-models/v1/PersistentVolume';
import type { IPersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import { type Resource, resource } from '../../generators/model/resource.ts';
import type { Live, Made, Simulated, World } from './model.ts';

type Claim = Live<NonNullable<IPersistentVolumeClaim['spec']>>;

/**
 * A cloud's storage driver for a `PersistentVolumeClaim`: it creates a volume in the zone of the node that the
 * scheduler chose, so that the pod stays in this zone from then on. Volumes stay when their claims are deleted.
 * https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode
 */
export const simulatedClaim: Simulated<Claim> = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  manager: 'csi-provisioner',
  makes: (object, world) => {
    const volume = volumeOf(object, world);
    return volume ? [volume] : [];
  },
};

const zone = 'topology.kubernetes.io/zone';

function volumeOf({ metadata, spec }: Claim, world: World): Made | undefined {
  const { name, namespace, uid, annotations } = metadata;
  const node = world.node(annotations?.['volume.kubernetes.io/selected-node']);
  if (!node || spec?.volumeName !== undefined) return undefined;
  const volume: Resource = resource<IPersistentVolume>({
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: `pvc-${uid}` },
    spec: {
      accessModes: spec?.accessModes,
      capacity: { storage: spec?.resources?.requests?.storage ?? '1Gi' },
      storageClassName: spec?.storageClassName,
      volumeMode: spec?.volumeMode,
      persistentVolumeReclaimPolicy: 'Retain',
      claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, uid },
      csi: {
        driver: annotations?.['volume.kubernetes.io/storage-provisioner'] ?? 'simulated',
        volumeHandle: uid,
      },
      nodeAffinity: {
        required: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: zone, operator: 'In', values: [node.metadata.labels?.[zone] ?? ''] }] },
          ],
        },
      },
    },
  });
  return { resource: volume, once: true, orphan: true };
}
