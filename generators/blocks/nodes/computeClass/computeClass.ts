import type { ClusterFacts } from '../../../model/inputs.ts';
import { defaultClass, labelsOfClass, taintsOf } from '../../../model/nodeClasses.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import type { NodeTaint } from '../../../model/settings/index.ts';
import type { Shared } from '../../platform/clusterApp.ts';
import { diskGib, type ProvisionedClass } from '../provisioner.ts';

/** The fields of ComputeClass that are used here. */
interface IComputeClass {
  readonly apiVersion: 'cloud.google.com/v1';
  readonly kind: 'ComputeClass';
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec: {
    readonly nodePoolAutoCreation: { readonly enabled: true };
    readonly nodePoolConfig: {
      readonly nodeLabels: Readonly<Record<string, string>>;
      readonly taints?: readonly NodeTaint[] | undefined;
    };
    readonly priorityDefaults: { readonly location: { readonly zones: readonly string[] } };
    readonly priorities: readonly {
      readonly machineType: string;
      readonly spot: boolean;
      readonly storage: { readonly bootDiskSize: number };
    }[];
    readonly autoscalingPolicy: { readonly consolidationDelayMinutes: number };
    readonly whenUnsatisfiable: 'DoNotScaleUp';
  };
}

/**
 * ComputeClass: GKE makes node pools for it in all zones of the cluster, of the first type of machine that it can get. It
 * has no field for the most nodes: that is a limit of the cluster's node auto-provisioning. When nodes are replaced, the
 * maintenance windows of the cluster say.
 * https://docs.cloud.google.com/kubernetes-engine/docs/reference/crds/computeclass
 */
export function computeClass({ name, of, instances }: ProvisionedClass, { inputs, labels }: Shared): Resource {
  const taints = taintsOf(of);
  const storage = { bootDiskSize: diskGib };
  return resource<IComputeClass>({
    apiVersion: 'cloud.google.com/v1',
    kind: 'ComputeClass',
    metadata: { name, labels },
    spec: {
      nodePoolAutoCreation: { enabled: true },
      nodePoolConfig: { nodeLabels: labelsOfClass(name, of), taints: taints.length > 0 ? taints : undefined },
      priorityDefaults: { location: { zones: inputs.cluster.zones } },
      priorities: (of.spot ? [true, false] : [false]).flatMap((spot) =>
        instances.map((machineType) => ({ machineType, spot, storage })),
      ),
      autoscalingPolicy: { consolidationDelayMinutes: 10 },
      whenUnsatisfiable: 'DoNotScaleUp',
    },
  });
}

/**
 * The label by which the pods of a namespace get a ComputeClass, where they name none and are of no DaemonSet, whose pods
 * go to all nodes: https://docs.cloud.google.com/kubernetes-engine/docs/how-to/run-pods-default-compute-classes
 */
export function defaultComputeClass({ cloud, nodes }: Pick<ClusterFacts, 'cloud' | 'nodes'>): Record<string, string> {
  const name = defaultClass({ nodes });
  if (cloud !== 'google' || name === undefined || !nodes[name]?.instances) return {};
  return { 'cloud.google.com/default-compute-class-non-daemonset': name };
}
