import type { PodLabels } from './labels.ts';

// CloudNativePG: https://github.com/cloudnative-pg/cloudnative-pg

/** Version of the operator of which the rest of this file is true. */
export const cnpgVersion = '1.30.0';

/** Version of the plugin that archives and backs up: https://github.com/cloudnative-pg/plugin-barman-cloud */
export const barmanVersion = '0.14.0';

/** Namespace of the operator and of the plugin. */
export const cnpgNamespace = 'cnpg-system';

/** Labels of the operator's own pods: `config/manager/manager.yaml`. */
export const cnpgOperatorPods: PodLabels = { 'app.kubernetes.io/name': 'cloudnative-pg' };

/** Ports of an instance: `pkg/postgres/configuration.go`, `pkg/management/url/url.go`. */
export const postgresPorts = { postgres: 5432, status: 8000, metrics: 9187 } as const;

/** Ports of a pooler pod: `pkg/specs/pgbouncer/deployments.go`, `pkg/management/url/url.go`. */
export const poolerPorts = { postgres: 5432, metrics: 9127 } as const;

/** Label with the name of the database. Pods of instances, of jobs and of poolers have it. */
export const clusterLabel = 'cnpg.io/cluster';

/** Label that tells instances from poolers. Pods of jobs do not have it. */
export const podRoleLabel = 'cnpg.io/podRole';

/** Label with the part that an instance plays: `primary` or `replica`. It changes while the pod runs. */
export const instanceRoleLabel = 'cnpg.io/instanceRole';

/** Labels of the instances' pods that never change: `pkg/specs/pods.go`. */
export function instancePods(database: string): PodLabels {
  return { [clusterLabel]: database, [podRoleLabel]: 'instance' };
}

/** Labels of the pods of jobs that set up an instance, such as `join` or `full-recovery`: `pkg/specs/jobs.go`. */
export function setupPods(database: string, instance: string, role: string): PodLabels {
  return { [clusterLabel]: database, 'cnpg.io/instanceName': instance, 'cnpg.io/jobRole': role };
}

/**
 * PodDisruptionBudgets that the operator makes, over the instances that play a part: replicas go one at a time, a primary
 * only after it handed over. `pkg/specs/poddisruptionbudget.go`. Poolers get none.
 */
export function postgresBudgets(database: string, instances: number) {
  const primary = { name: `${database}-primary`, role: 'primary', minAvailable: 1 };
  return instances < 3 ? [primary] : [primary, { name: database, role: 'replica', minAvailable: instances - 2 }];
}

/** Names of the Services of a database, by the instances that they lead to: `api/v1/cluster_types.go`. */
export function postgresServices(database: string) {
  return { primary: `${database}-rw`, replicas: `${database}-ro`, any: `${database}-r` } as const;
}

/** Label with the name of a pooler. */
export const poolerLabel = 'cnpg.io/poolerName';

/** Labels of a pooler's pods: `pkg/specs/pgbouncer/deployments.go`. */
export function poolerPods(database: string, pooler: string): PodLabels {
  return { [clusterLabel]: database, [podRoleLabel]: 'pooler', [poolerLabel]: pooler };
}

/** Name of the plugin in custom resources: `internal/cnpgi/metadata/constants.go` of the plugin. */
export const barmanPlugin = 'barman-cloud.cloudnative-pg.io';

/** Name of the container that the plugin puts beside every instance: `internal/cnpgi/operator/lifecycle.go` of the plugin. */
export const barmanContainer = 'plugin-barman-cloud';
