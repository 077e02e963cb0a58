import type { IPersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import { zonalStorage } from '../../platform/storageClass.ts';

/**
 * PersistentVolumeClaim template of a StatefulSet, with the defaults that the API server fills in. The API server
 * refuses every change of it in an existing StatefulSet. For larger volumes a person edits the claims and deletes the
 * StatefulSet without its pods: the rule `step-attended` says how.
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
