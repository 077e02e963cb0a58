import type { Resource } from '../../model/resource.ts';
import type { NodeClass } from '../../model/settings/index.ts';
import type { Shared } from '../platform/clusterApp.ts';

/** A class of nodes that a provisioner starts: its name in settings, and the machines that it may be. */
export interface ProvisionedClass {
  readonly name: string;
  readonly of: NodeClass;
  readonly instances: readonly [string, ...string[]];
}

/** What starts nodes in one cloud: the objects by which it knows the classes of a cluster. */
export interface Provisioner {
  /** Objects of all classes: none where `classes` is empty. */
  objects(classes: readonly ProvisionedClass[], shared: Shared): readonly Resource[];
}

/**
 * Size of the disk of a node, in GiB: images of all its pods, their logs, and what they write to folders in memory of the
 * node. Without it nodes have 20 GiB on AWS, and pods that write are evicted.
 */
export const diskGib = 200;
