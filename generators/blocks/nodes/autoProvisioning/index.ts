import { nodePools } from '../nodePool.ts';
import type { Provisioner } from '../provisioner.ts';
import { aksNodeClass, aksNodeClassRef } from './nodeClass.ts';

/**
 * Azure: Node Auto-Provisioning, a Karpenter that AKS runs: https://learn.microsoft.com/azure/aks/node-auto-provisioning.
 * Whoever makes the cluster switches its own default pools off, or pods run there, too.
 */
export const autoProvisioning: Provisioner = {
  objects(classes, shared) {
    if (classes.length === 0) return [];
    return [aksNodeClass(shared), ...classes.flatMap((one) => nodePools(one, aksNodeClassRef, shared))];
  },
};
