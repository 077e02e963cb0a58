import { nodePools } from '../nodePool.ts';
import type { Provisioner } from '../provisioner.ts';
import { ec2NodeClass, ec2NodeClassRef } from './nodeClass.ts';

/** AWS: Karpenter, which whoever makes the cluster installs, on nodes of a group of its own. */
export const karpenter: Provisioner = {
  objects(classes, shared) {
    if (classes.length === 0) return [];
    return [ec2NodeClass(shared), ...classes.flatMap((one) => nodePools(one, ec2NodeClassRef, shared))];
  },
};
