import type { IPersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import { zonalStorage } from '../../platform/storageClass.ts';

/**
 * The volume of each pod of a StatefulSet, with the defaults that the API server fills in. Nothing here may ever change
 * in a StatefulSet that exists: to grow, grow the claims by hand and make the StatefulSet anew without its pods.
 * https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#limitations
 */
export function volumeClaim(name: string, storage: string): IPersistentVolumeClaim {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: zonalStorage,
      volumeMode: 'Filesystem',
      resources: { requests: { storage } },
    },
  };
}
