import type { IPodSecurityContext } from 'kubernetes-models/v1/PodSecurityContext';
import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';
import type { Runtime } from '../runtime.ts';

/**
 * Pod security by the restricted Pod Security Standard,
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/.
 */
export function podSecurity({ user, group }: Pick<Runtime, 'user' | 'group'>): IPodSecurityContext {
  return {
    runAsNonRoot: true,
    runAsUser: user,
    runAsGroup: group,
    fsGroup: group,
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** Container security beyond the standard: the root file system is read-only, so that an attacker cannot change it. */
export const containerSecurity: ISecurityContext = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};
