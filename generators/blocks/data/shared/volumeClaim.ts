import type { IPersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import { zonalStorage } from '../../platform/storageClass.ts';

/**
 * PersistentVolumeClaim template of a StatefulSet, with the defaults that the API server fills in. The API server
 * refuses every change of it in an existing StatefulSet. To get larger volumes, edit the claims by hand, delete the
 * StatefulSet without its pods (`--cascade=orphan`) and let it be created again.
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
