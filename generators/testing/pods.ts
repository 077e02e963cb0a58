/** The SecurityContext of a pod under the restricted Pod Security Standard, with this user and group. */
export const restrictedPod = (user: number, group: number) => ({
  runAsNonRoot: true,
  runAsUser: user,
  runAsGroup: group,
  fsGroup: group,
  fsGroupChangePolicy: 'OnRootMismatch',
  seccompProfile: { type: 'RuntimeDefault' },
});

/** The SecurityContext of a container that may write into its volumes alone. */
export const readOnlyContainer = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

/** The annotation by which Argo CD asks a person before it prunes or deletes an object. */
export const confirmed = { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' };

/** An affinity: pods stay in these zones, and no two with these labels are in one zone or on one node. */
export const apart = (zones: readonly string[], labels: Readonly<Record<string, string>>, by = zoneKey) => ({
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [{ matchExpressions: [{ key: zoneKey, operator: 'In', values: zones }] }],
    },
  },
  podAntiAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: by, labelSelector: { matchLabels: labels } }],
  },
});

const zoneKey = 'topology.kubernetes.io/zone';

/**
 * Topology spread constraints: pods with these labels are spread evenly over zones, and over hosts if possible. Pods of
 * each revision count for themselves if `revision` names the label of revisions.
 */
export const evenly = (matchLabels: Readonly<Record<string, string>>, revision?: string) => {
  const common = { maxSkew: 1, labelSelector: { matchLabels }, ...(revision && { matchLabelKeys: [revision] }) };
  return [
    { ...common, topologyKey: zoneKey, whenUnsatisfiable: 'DoNotSchedule', nodeTaintsPolicy: 'Honor' },
    { ...common, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' },
  ];
};

/** The volume claim template `data` of a StatefulSet. */
export const dataVolume = (storage: string) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data' },
  spec: {
    accessModes: ['ReadWriteOnce'],
    storageClassName: 'zonal-ssd',
    volumeMode: 'Filesystem',
    resources: { requests: { storage } },
  },
});

/** A PodDisruptionBudget: a drain evicts one of these pods at a time. */
export const oneAtATime = (matchLabels: Readonly<Record<string, string>>) => ({
  maxUnavailable: 1,
  unhealthyPodEvictionPolicy: 'AlwaysAllow',
  selector: { matchLabels },
});
