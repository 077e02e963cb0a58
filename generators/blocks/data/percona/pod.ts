import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';
import { canonicalCpu, milliCpu } from '../../../model/quantity.ts';
import { podSecurity } from '../../workload/security.ts';

/** CPU and memory of a container, as settings write them. */
export interface Size {
  readonly cpu: string;
  readonly memory: string;
}

/** User and group of Percona's images, by number: `deploy/cr.yaml` of both operators. */
export const perconaPodSecurity = podSecurity({ user: 1001, group: 1001 });

/**
 * What the restricted Pod Security Standard asks of a container. The root file system stays writable: the images write
 * their configuration and certificates into `/etc` and `/tmp` when they start.
 */
export const perconaContainerSecurity: ISecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** Guaranteed: requests equal limits, so that the kernel ends other pods first. */
export function guaranteed({ cpu, memory }: Size): IResourceRequirements {
  const size = { cpu: canonicalCpu(milliCpu(cpu)), memory };
  return { requests: size, limits: size };
}

/** A helper beside a server: its memory is bounded, its CPU may burst. */
export function bounded({ cpu, memory }: Size): IResourceRequirements {
  return { requests: { cpu: canonicalCpu(milliCpu(cpu)), memory }, limits: { memory } };
}

/** One pod of a component may go in a drain; the operators make the budget, for a single pod as well. */
export const oneMayGo = { maxUnavailable: 1 } as const;

/** The volume of one member. A claim's size can grow, never shrink. */
export function claim(storageClassName: string, storage: string) {
  return {
    persistentVolumeClaim: { accessModes: ['ReadWriteOnce'], storageClassName, resources: { requests: { storage } } },
  };
}
