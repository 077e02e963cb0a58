import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';
import { canonicalCpu, milliCpu } from '../../../model/quantity.ts';
import { podSecurity } from '../../workload/security.ts';

/** CPU and memory of a container, as settings write them. */
export interface Size {
  readonly cpu: string;
  readonly memory: string;
}

/** Numeric user and group of Percona's images: `deploy/cr.yaml` of both operators. */
export const perconaPodSecurity = podSecurity({ user: 1001, group: 1001 });

/**
 * SecurityContext that the restricted Pod Security Standard requires of a container. The root file system stays
 * writable, because the images write configuration and certificates into `/etc` and `/tmp` when they start.
 */
export const perconaContainerSecurity: ISecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

/**
 * Requests equal limits: the container never uses more memory than it requests. When a node runs out of memory, the
 * kubelet evicts and the OOM killer kills pods that use more than they request first:
 * https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
 */
export function guaranteed({ cpu, memory }: Size): IResourceRequirements {
  const size = { cpu: canonicalCpu(milliCpu(cpu)), memory };
  return { requests: size, limits: size };
}

/** Resources of a helper container beside a server: its memory request equals its limit, its CPU has no limit. */
export function bounded({ cpu, memory }: Size): IResourceRequirements {
  return { requests: { cpu: canonicalCpu(milliCpu(cpu)), memory }, limits: { memory } };
}

/**
 * PodDisruptionBudget of a component, which the operators create: a drain evicts one pod at a time, also where there is
 * only one pod.
 */
export const oneUnavailable = { maxUnavailable: 1 } as const;

/** Volume claim of one member. Its size can grow, never shrink. */
export function claim(storageClassName: string, storage: string) {
  return {
    persistentVolumeClaim: { accessModes: ['ReadWriteOnce'], storageClassName, resources: { requests: { storage } } },
  };
}
