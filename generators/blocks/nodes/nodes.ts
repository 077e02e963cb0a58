import type { Cloud } from '../../model/settings/index.ts';
import type { ClusterPart } from '../platform/clusterApp.ts';
import { autoProvisioning } from './autoProvisioning/index.ts';
import { computeClasses } from './computeClass/index.ts';
import { karpenter } from './karpenter/index.ts';
import type { Provisioner } from './provisioner.ts';

/** What starts nodes in each cloud. A local cluster has the nodes that it has. */
const provisioners: Readonly<Record<Cloud, Provisioner>> = {
  aws: karpenter,
  google: computeClasses,
  azure: autoProvisioning,
  local: { objects: () => [] },
};

/** The classes of nodes that the provisioner of the cloud starts: those that name `instances`. */
export const nodeClasses: ClusterPart = (shared) => {
  const { cluster } = shared.inputs;
  const classes = Object.entries(cluster.nodes).flatMap(([name, of]) => {
    const [first, ...others] = of.instances ?? [];
    return first === undefined ? [] : [{ name, of, instances: [first, ...others] as const }];
  });
  return provisioners[cluster.cloud].objects(classes, shared);
};
