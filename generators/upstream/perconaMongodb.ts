import type { PodLabels } from './labels.ts';
import { certificateKeys } from './secretKeys.ts';

// Percona Operator for MongoDB: https://github.com/percona/percona-server-mongodb-operator

/** Version of the operator of which the rest of this file is true. */
export const mongodbVersion = '1.22.0';

/** Port of every member and router: `pkg/apis/psmdb/v1/psmdb_defaults.go`. */
export const mongodbPort = 27017;

/** Name of the replica set of the config servers: `pkg/apis/psmdb/v1/psmdb_defaults.go`. */
export const configSet = 'cfg';

/** Label that tells the pods of a database apart, by what they do. */
export const mongodbComponentLabel = 'app.kubernetes.io/component';

/** Components of members, of shards and of config servers: {@link memberPods}. */
export const memberComponents = ['mongod', configSet] as const;

/** Labels that all pods of a database have: `pkg/naming/labels.go`. */
export function mongodbPods(database: string): PodLabels {
  return {
    'app.kubernetes.io/name': 'percona-server-mongodb',
    'app.kubernetes.io/instance': database,
    'app.kubernetes.io/managed-by': 'percona-server-mongodb-operator',
    'app.kubernetes.io/part-of': 'percona-server-mongodb',
  };
}

/**
 * Labels of the members' pods of one replica set. `pkg/naming/labels.go` calls all of them `mongod`; for config servers
 * `pkg/controller/perconaservermongodb/statefulset.go` replaces that by the name of their set.
 */
export function memberPods(database: string, set: string): PodLabels {
  const component = set === configSet ? configSet : 'mongod';
  return { ...mongodbPods(database), [mongodbComponentLabel]: component, 'app.kubernetes.io/replset': set };
}

/** Labels of the routers' pods: `pkg/naming/labels.go`. */
export function routerPods(database: string): PodLabels {
  return { ...mongodbPods(database), [mongodbComponentLabel]: 'mongos' };
}

/** Name of the Service of a replica set's members: `pkg/psmdb/service.go`. */
export function memberService(database: string, set: string): string {
  return `${database}-${set}`;
}

/** Name of the Service of the routers: `pkg/psmdb/service.go`. */
export function routerService(database: string): string {
  return `${database}-mongos`;
}

/** Name of the PodDisruptionBudget of pods with these labels. Routers have no replica set. `pkg/psmdb/pdb.go` */
export function mongodbBudget(labels: PodLabels): string {
  return ['instance', 'component', 'replset'].map((label) => labels[`app.kubernetes.io/${label}`] ?? '').join('-');
}

/** Accounts of the operator itself, by what the keys of their Secret call them: `pkg/apis/psmdb/v1/psmdb_types.go`. */
export const mongodbAccounts = {
  BACKUP: 'backup',
  CLUSTER_ADMIN: 'clusterAdmin',
  CLUSTER_MONITOR: 'clusterMonitor',
  DATABASE_ADMIN: 'databaseAdmin',
  USER_ADMIN: 'userAdmin',
} as const;

/** Secrets as `spec.secrets` of a custom resource names them. */
export interface NamedSecrets {
  readonly users?: string | undefined;
  readonly ssl?: string | undefined;
  readonly sslInternal?: string | undefined;
  readonly keyFile?: string | undefined;
}

/**
 * Secrets that the operator makes where they are missing, with their keys: `pkg/apis/psmdb/v1/psmdb_defaults.go`,
 * `pkg/controller/perconaservermongodb/{secrets,ssl}.go`.
 */
export function mongodbSecrets(
  database: string,
  { users, ssl, sslInternal, keyFile }: NamedSecrets,
): Readonly<Record<string, readonly string[]>> {
  const accounts = Object.keys(mongodbAccounts);
  return {
    [users ?? 'percona-server-mongodb-users']: accounts.flatMap((one) => [
      `MONGODB_${one}_USER`,
      `MONGODB_${one}_PASSWORD`,
    ]),
    [ssl ?? `${database}-ssl`]: certificateKeys,
    [sslInternal ?? `${database}-ssl-internal`]: certificateKeys,
    [keyFile ?? `${database}-mongodb-keyfile`]: ['mongodb-key'],
  };
}
