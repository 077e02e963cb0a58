import type { ClusterPart } from '../../generators/blocks/platform/clusterApp.ts';
import { zonalStorageClass } from '../../generators/blocks/platform/storageClass.ts';

/** The storage classes that stateful apps may name. */
export const storage: ClusterPart = (shared) => [zonalStorageClass(shared)];
