import { isJsonObject } from '../model/json.ts';

/** One step into an object: a key of a map, or a member of a list by number or by what identifies it. */
export type Segment = { readonly key: string } | { readonly member: string };

/**
 * Parses a field path: `spec.template.spec.containers[api].image`, `metadata.labels["app.kubernetes.io/name"]`,
 * `spec.rules[0]`. Returns undefined for an invalid path.
 */
export function parseField(path: string): readonly Segment[] | undefined {
  const pattern = /\.?([^.[\]"]+)|\["([^"]+)"\]|\[([^\]"]+)\]/y;
  const segments: Segment[] = [];
  while (pattern.lastIndex < path.length) {
    const match = pattern.exec(path);
    if (!match) return undefined;
    const [, bare, quoted, member] = match;
    segments.push(member === undefined ? { key: bare ?? quoted ?? '' } : { member });
  }
  return segments.length > 0 ? segments : undefined;
}

/** What identifies a member of a list in a path: the first of these that its members have. */
export const identifiers = ['name', 'containerPort', 'port', 'topologyKey', 'mountPath', 'key', 'type', 'secretKey'];

/** The position of a member in a list: by number, or by the value of an identifying field or `metadata.name`. -1 if none. */
export function memberIndex(list: readonly unknown[], member: string): number {
  if (/^\d+$/.test(member) && Number(member) < list.length) return Number(member);
  return list.findIndex((item) => {
    const { metadata, ...own } = (item ?? {}) as Record<string, unknown>;
    return [...identifiers.map((id) => own[id]), (metadata as { name?: unknown })?.name].some(
      (id) => String(id) === member,
    );
  });
}

/** The value at a path; undefined where there is none. */
export function valueAt(value: unknown, segments: readonly Segment[]): unknown {
  return segments.reduce<unknown>((at, segment) => {
    if (Array.isArray(at)) return at['member' in segment ? memberIndex(at, segment.member) : Number(segment.key)];
    if (typeof at !== 'object' || at === null) return undefined;
    return (at as Record<string, unknown>)['key' in segment ? segment.key : segment.member];
  }, value);
}

/** The same path with list members by number, as they are in one value: positions are looked up by such paths. */
export function concretePath(value: unknown, segments: readonly Segment[]): (string | number)[] {
  const path: (string | number)[] = [];
  let at = value;
  for (const segment of segments) {
    const name = 'key' in segment ? segment.key : segment.member;
    const step = Array.isArray(at) ? memberIndex(at, name) : name;
    path.push(step);
    at = (at as Record<string | number, unknown> | undefined)?.[step];
  }
  return path;
}

/** Every path that leads to a scalar or an empty container, for "did you mean" and for tests. */
export function leafPaths(value: unknown, prefix = ''): string[] {
  if (Array.isArray(value) && value.length > 0) {
    return value.flatMap((item, index) => {
      const named = identifiers
        .map((id) => (item as Record<string, unknown>)?.[id])
        .find((id) => typeof id === 'string');
      return leafPaths(item, `${prefix}[${named && !/[\]"]/.test(named) ? named : index}]`);
    });
  }
  if (isJsonObject(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([key, member]) => {
      if (/[.[\]"]/.test(key)) return leafPaths(member, `${prefix}["${key}"]`);
      return leafPaths(member, prefix ? `${prefix}.${key}` : key);
    });
  }
  return [prefix];
}
