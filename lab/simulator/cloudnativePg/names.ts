import type { ICluster } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Cluster';
import {
  clusterLabel,
  cnpgVersion,
  instancePods,
  instanceRoleLabel,
} from '../../../generators/upstream/cloudNativePg.ts';
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
    [clusterLabel]: name,
    'app.kubernetes.io/name': 'postgresql',
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/managed-by': 'cloudnative-pg',
  };
}

/** The pods of its instances. */
export const podsOfCluster = ({ metadata }: PostgresCluster, world: World): readonly Pod[] =>
  world.pods(metadata.namespace ?? '', instancePods(metadata.name));

/** The role of an instance. An old primary is `unhealthy` during a failover. */
export type Role = 'primary' | 'replica' | 'unhealthy';

/** The two labels that say it: Services and budgets select by the first. */
export const roleLabels = (role: Role): LabelMap => ({ [instanceRoleLabel]: role, role });

/** The image that is no part of any custom resource: the operator's own. */
export const operatorImage = `ghcr.io/cloudnative-pg/cloudnative-pg:${cnpgVersion}`;
