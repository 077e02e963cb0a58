import type { IAffinity } from 'kubernetes-models/v1/Affinity';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { cassandraCommon, nodePods, reaperPods } from '../../../generators/upstream/k8ssandra.ts';
import type { LabelMap, Live } from '../model.ts';

/** The parts of an image in a K8ssandraCluster. */
export interface CassandraImage {
  readonly registry?: string;
  readonly repository?: string;
  readonly name?: string;
  readonly tag?: string;
}

export interface CassandraRack {
  readonly name: string;
  readonly nodeAffinityLabels?: LabelMap;
  readonly affinity?: IAffinity;
}

export interface Datacenter {
  readonly metadata: { readonly name: string; readonly commonLabels?: LabelMap };
  readonly size?: number;
  readonly racks?: readonly CassandraRack[];
}

interface Spec {
  readonly cassandra?: {
    readonly serverImage?: string;
    readonly serverVersion?: string;
    readonly resources?: IContainer['resources'];
    readonly containers?: readonly IContainer[];
    readonly initContainers?: readonly IContainer[];
    readonly podSecurityContext?: IPodSpec['securityContext'];
    readonly podPriorityClassName?: string;
    readonly serviceAccount?: string;
    readonly softPodAntiAffinity?: boolean;
    readonly tolerations?: IPodSpec['tolerations'];
    readonly racks?: readonly CassandraRack[];
    readonly datacenters?: readonly Datacenter[];
  };
  readonly medusa?: {
    readonly containerImage?: CassandraImage;
    readonly containerResources?: IContainer['resources'];
    readonly initContainerResources?: IContainer['resources'];
    readonly securityContext?: IContainer['securityContext'];
  };
  readonly reaper?: {
    readonly containerImage?: CassandraImage;
    readonly ServiceAccountName?: string;
    readonly resources?: IContainer['resources'];
    readonly initContainerResources?: IContainer['resources'];
    readonly podSecurityContext?: IPodSpec['securityContext'];
    readonly securityContext?: IContainer['securityContext'];
    readonly initContainerSecurityContext?: IContainer['securityContext'];
    readonly affinity?: IAffinity;
    readonly tolerations?: IPodSpec['tolerations'];
  };
}

/** A Cassandra cluster. */
export type CassandraCluster = Live<Spec>;

/** Its datacenters. */
export const datacentersOf = ({ spec }: CassandraCluster): readonly Datacenter[] => spec?.cassandra?.datacenters ?? [];

/** Labels that tell the nodes of a datacenter from other pods. */
export const nodesOf = ({ metadata }: CassandraCluster, { metadata: { name } }: Datacenter): LabelMap =>
  nodePods(metadata.name, name);

/** What cass-operator puts on everything of a datacenter. */
export const operatorLabels = ({ metadata, spec }: CassandraCluster, datacenter: Datacenter): LabelMap => ({
  ...cassandraCommon(metadata.name),
  ...(spec?.cassandra?.serverVersion !== undefined && { 'app.kubernetes.io/version': spec.cassandra.serverVersion }),
  ...datacenter.metadata.commonLabels,
});

/** The repair pod of a datacenter. */
export const reaperLabels = ({ metadata }: CassandraCluster, datacenter: Datacenter): LabelMap => ({
  ...reaperPods(metadata.name, datacenter.metadata.name),
  'k8ssandra.io/cluster-name': metadata.name,
  'k8ssandra.io/cluster-namespace': metadata.namespace ?? '',
});

/** The full reference of an image. */
export const imageOf = ({ registry, repository, name, tag }: CassandraImage = {}): string =>
  `${[registry, repository, name].filter(Boolean).join('/')}:${tag}`;
