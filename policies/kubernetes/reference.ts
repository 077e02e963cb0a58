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

/** Kinds of Kubernetes itself whose objects are in no namespace. */
const inNoNamespace = new Set(['Namespace', 'StorageClass', 'PriorityClass']);

/**
 * A reference from an object to one in its own namespace, or to one of Kubernetes itself that is in none. No reference
 * where no name is given.
 */
export function reference(from: Built, field: string, kind: string, name: unknown, key?: unknown): Reference[] {
  if (typeof name !== 'string' || name === '') return [];
  const namespace = inNoNamespace.has(kind) ? '' : (from.resource.metadata.namespace ?? '');
  return [{ from, field, kind, namespace, name, ...(typeof key === 'string' ? { key } : {}) }];
}

/** The same references, to objects that are in no namespace. */
export function clusterWide(references: readonly Reference[]): Reference[] {
  return references.map((one) => ({ ...one, namespace: '' }));
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
