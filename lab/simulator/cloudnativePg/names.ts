import type { ICluster } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Cluster';
import {
  clusterLabel,
  cnpgVersion,
  instancePods,
  instanceRoleLabel,
} from '../../../generators/upstream/cloudNativePg.ts';
import type { Labels, Live, Pod, World } from '../model.ts';

/** What the operator remembers in the status of a Cluster, as far as the simulator needs it. */
export interface ClusterStatus {
  readonly instanceNames?: readonly string[];
  readonly currentPrimary?: string;
  readonly targetPrimary?: string;
  readonly phase?: string;
}

/** A PostgreSQL cluster. */
export type PostgresCluster = Live<NonNullable<ICluster['spec']>, ClusterStatus>;

/** What every object carries that the operator makes for a Cluster: `pkg/utils/labels_annotations.go`. */
export function labelsOf(name: string, component: string): Labels {
  return {
    [clusterLabel]: name,
    'app.kubernetes.io/name': 'postgresql',
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/managed-by': 'cloudnative-pg',
  };
}

/** The pods of its instances. */
export const podsOf = ({ metadata }: PostgresCluster, world: World): readonly Pod[] =>
  world.pods(metadata.namespace ?? '', instancePods(metadata.name));

/** The part an instance plays. An old primary is `unhealthy` while another takes over. */
export type Role = 'primary' | 'replica' | 'unhealthy';

/** The two labels that say it: Services and budgets select by the first. */
export const roleLabels = (role: Role): Labels => ({ [instanceRoleLabel]: role, role });

/** The image that is no part of any custom resource: the operator's own. */
export const operatorImage = `ghcr.io/cloudnative-pg/cloudnative-pg:${cnpgVersion}`;
