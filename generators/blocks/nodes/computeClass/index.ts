import type { Provisioner } from '../provisioner.ts';
import { computeClass } from './computeClass.ts';

/** Google Cloud: ComputeClasses, for which GKE makes node pools: no other program runs. */
export const computeClasses: Provisioner = {
  objects: (classes, shared) => classes.map((one) => computeClass(one, shared)),
};
