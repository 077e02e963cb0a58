import type { ICluster } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Cluster';
import type { LabelMap, Live, Pod, World } from '../model.ts';

/** The fields of a Cluster's status that the simulator needs. */
export interface ClusterStatus {
  readonly instanceNames?: readonly string[];
  readonly currentPrimary?: string;
  readonly targetPrimary?: string;
  readonly phase?: string;
}

/** A PostgreSQL cluster. */
export type PostgresCluster = Live<NonNullable<ICluster['spec']>, ClusterStatus>;

/** Labels of every object that the operator creates for a Cluster: `pkg/utils/labels_annotations.go`. */
export function postgresLabels(name: string, component: string): LabelMap {
  return {
    'cnpg.io/cluster': name,
    'app.kubernetes.io/name': 'postgresql',
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/managed-by': 'cloudnative-pg',
  };
}

/** Labels that select the instances of a Cluster. */
export const instancesOf = (name: string): LabelMap => ({ 'cnpg.io/cluster': name, 'cnpg.io/podRole': 'instance' });

/** The pods of its instances. */
export const instancePods = ({ metadata }: PostgresCluster, world: World): readonly Pod[] =>
  world.pods(metadata.namespace ?? '', instancesOf(metadata.name));

/** The role of an instance. An old primary is `unhealthy` during a failover. */
export type Role = 'primary' | 'replica' | 'unhealthy';

/** The two labels of a role: Services and budgets select by the first. */
export const roleLabels = (role: Role): LabelMap => ({ 'cnpg.io/instanceRole': role, role });

/** The operator's own image, which no custom resource contains. */
export const operatorImage = 'ghcr.io/cloudnative-pg/cloudnative-pg:1.30.0';
