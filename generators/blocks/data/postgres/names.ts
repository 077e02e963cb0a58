import { poolerLabel } from '../../../upstream/cloudNativePg.ts';

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
  return { [poolerLabel]: poolerName(database, type) };
}
