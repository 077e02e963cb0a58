import type { Resource } from '../../generators/model/resource.ts';

/**
 * The same object with one field changed, added, or with `undefined` left out.
 * @param path as findings write it: `spec.template.spec.containers[api].image`; brackets hold the name of a list's
 *   member, its position, or a key with dots
 * @throws Error when a part of the path but the last does not exist: a case would otherwise test nothing
 */
export function withField<T extends Resource>(object: T, path: string, value: unknown): T {
  const keys = [...path.matchAll(/\[([^\]]+)\]|([^.[\]]+)/g)].map(([, inBrackets, plain]) => inBrackets ?? plain ?? '');
  return set(object, keys, value, path) as T;
}

function set(node: unknown, [key = '', ...rest]: readonly string[], value: unknown, path: string): unknown {
  if (typeof node !== 'object' || node === null) throw new Error(`${path}: nothing stands above ${key}`);
  if (Array.isArray(node)) {
    const index = /^\d+$/.test(key) ? Number(key) : node.findIndex((member) => nameOfMember(member) === key);
    if (index < 0 || index > node.length) throw new Error(`${path}: the list has no member ${key}`);
    const member = rest.length === 0 ? value : set(node[index], rest, value, path);
    return member === undefined ? node.toSpliced(index, 1) : node.toSpliced(index, 1, member);
  }
  const { [key]: old, ...others } = node as Record<string, unknown>;
  const member = rest.length === 0 ? value : set(old, rest, value, path);
  if (member === undefined) return others;
  return key in node ? { ...node, [key]: member } : { ...others, [key]: member };
}

function nameOfMember(member: unknown): unknown {
  if (typeof member !== 'object' || member === null) return undefined;
  const { name, metadata } = member as { name?: unknown; metadata?: { name?: unknown } };
  return name ?? metadata?.name;
}
