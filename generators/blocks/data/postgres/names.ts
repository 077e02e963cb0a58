/** Ports of an instance: https://cloudnative-pg.io/documentation/current/security/#exposed-ports */
export const postgresPorts = { postgres: 5432, status: 8000, metrics: 9187 } as const;

/** Ports of a pooler pod: https://cloudnative-pg.io/documentation/current/connection_pooling/#monitoring */
export const poolerPorts = { postgres: 5432, metrics: 9127 } as const;

/** Pooler that apps call, by how they use the database. */
export const poolers = { 'read-write': 'rw', 'read-only': 'ro' } as const;
/** Type of a pooler. */
export type PoolerType = (typeof poolers)[keyof typeof poolers];

/** Name of a pooler, of its Service and of its pods' label `cnpg.io/poolerName`. */
export function poolerName(database: string, type: PoolerType): string {
  return `${database}-pooler-${type}`;
}

/** Label by which CloudNativePG selects the pods of one pooler. */
export function poolerLabels(database: string, type: PoolerType): Record<string, string> {
  return { 'cnpg.io/poolerName': poolerName(database, type) };
}

/** Labels of the pods of instances alone: https://cloudnative-pg.io/documentation/current/labels_annotations/ */
export function instanceLabels(database: string): Record<string, string> {
  return { 'cnpg.io/cluster': database, 'cnpg.io/podRole': 'instance' };
}

/** Name that CloudNativePG gives the Secret with the account of apps. */
export function accountSecret(database: string): string {
  return `${database}-app`;
}

/** Plugin of CloudNativePG that archives and makes backups: https://cloudnative-pg.io/plugin-barman-cloud/ */
export const barman = 'barman-cloud.cloudnative-pg.io';
