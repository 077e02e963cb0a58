import type { Built } from '../../generators/model/rule.ts';
import { fieldsAt } from './fields.ts';

/** One object naming another that must be there. */
export interface Reference {
  readonly from: Built;
  /** Field that holds the name. */
  readonly field: string;
  readonly kind: string;
  /** Empty for what is cluster-wide. */
  readonly namespace: string;
  readonly name: string;
  /** The key in it, where one is named. */
  readonly key?: string;
}

const clusterWide = new Set([
  'Namespace',
  'StorageClass',
  'PriorityClass',
  'ClusterSecretStore',
  'ClusterTriggerAuthentication',
]);

/** A reference from an object to one in its own namespace, or to a cluster-wide one. None where no name is given. */
export function reference(from: Built, field: string, kind: string, name: unknown, key?: unknown): Reference[] {
  if (typeof name !== 'string' || name === '') return [];
  const namespace = clusterWide.has(kind) ? '' : (from.resource.metadata.namespace ?? '');
  return [{ from, field, kind, namespace, name, ...(typeof key === 'string' ? { key } : {}) }];
}

/**
 * The references of an object whose names stand at fixed paths.
 * @param kinds the kind that is named at each path: `{ 'spec.secretsName': 'Secret' }`
 */
export function referencesAt(from: Built, kinds: Readonly<Record<string, string>>): Reference[] {
  return Object.entries(kinds).flatMap(([path, kind]) =>
    fieldsAt(from.resource, path).flatMap(({ field, value }) => reference(from, field, kind, value)),
  );
}
