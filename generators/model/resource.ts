/** A Kubernetes object as plain data. */
export interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly [field: string]: unknown;
}

export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * Checks a literal against upstream's type and returns it as data, without the keys that are `undefined`. `T` is an
 * interface of `kubernetes-models` or `@kubernetes-models/*`; only its type is imported, so it costs nothing at run
 * time. The upstream schema checks the result, not these types.
 */
export function resource<T extends { apiVersion: string; kind: string; metadata?: { name?: string } }>(
  value: T,
): Resource {
  return compact(value) as unknown as Resource;
}

function compact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compact);
  if (typeof value !== 'object' || value === null) return value;
  const kept: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) if (member !== undefined) kept[key] = compact(member);
  return kept;
}

/** `apps` of `apps/v1`, empty for the core group. */
export function groupOf({ apiVersion }: Pick<Resource, 'apiVersion'>): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** Identity within a cluster: `group/Kind/namespace/name`. The version is no part of it. */
export function keyOf(object: Resource): string {
  return `${groupOf(object)}/${object.kind}/${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}

/** `Kind/name`: how messages and `explain` name an object. */
export function nameOf(object: Resource): string {
  return `${object.kind}/${object.metadata.name}`;
}

/**
 * How messages name an object among others, and `explain` too: `Kind/name`, or `Kind/namespace/name` where one of that
 * kind and name is in another namespace as well.
 */
export function nameAmong(object: Resource, others: Iterable<Resource>): string {
  const { name, namespace } = object.metadata;
  for (const { kind, metadata } of others) {
    if (kind === object.kind && metadata.name === name && metadata.namespace !== namespace) return fullNameOf(object);
  }
  return nameOf(object);
}

/** `Kind/namespace/name`; of an object without a namespace `Kind/name`. */
export function fullNameOf({ kind, metadata: { namespace, name } }: Resource): string {
  return [kind, ...(namespace === undefined ? [] : [namespace]), name].join('/');
}
