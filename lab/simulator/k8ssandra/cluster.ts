import type { IAffinity } from 'kubernetes-models/v1/Affinity';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
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

/** Labels that select the nodes of a datacenter: `GetDatacenterLabels` of cass-operator. */
export const nodesOf = ({ metadata }: CassandraCluster, { metadata: { name } }: Datacenter): LabelMap => ({
  'cassandra.datastax.com/cluster': metadata.name,
  'cassandra.datastax.com/datacenter': name,
});

/** Labels that cass-operator sets on every object of a datacenter: `pkg/oplabels/labels.go`. */
export const operatorLabels = ({ metadata, spec }: CassandraCluster, datacenter: Datacenter): LabelMap => ({
  'app.kubernetes.io/name': 'cassandra',
  'app.kubernetes.io/instance': `cassandra-${metadata.name}`,
  'app.kubernetes.io/managed-by': 'cass-operator',
  'app.kubernetes.io/created-by': 'cass-operator',
  ...(spec?.cassandra?.serverVersion !== undefined && { 'app.kubernetes.io/version': spec.cassandra.serverVersion }),
  ...datacenter.metadata.commonLabels,
});

/** Labels of a datacenter's repair pod: `pkg/reaper/labels.go` of k8ssandra-operator. */
export const reaperLabels = ({ metadata }: CassandraCluster, datacenter: Datacenter): LabelMap => ({
  'app.kubernetes.io/name': 'k8ssandra-operator',
  'app.kubernetes.io/part-of': 'k8ssandra',
  'app.kubernetes.io/component': 'reaper',
  'app.kubernetes.io/managed-by': 'k8ssandra-operator',
  'k8ssandra.io/cluster-name': metadata.name,
  'k8ssandra.io/cluster-namespace': metadata.namespace ?? '',
  'k8ssandra.io/reaper': `${metadata.name}-${datacenter.metadata.name}-reaper`,
});

/** The full reference of an image. */
export const imageOf = ({ registry, repository, name, tag }: CassandraImage = {}): string =>
  `${[registry, repository, name].filter(Boolean).join('/')}:${tag}`;
