import { isDeepStrictEqual } from 'node:util';
import type { Objects } from '../../../generators/diff/trees/build.ts';
import type { Resource } from '../../../generators/model/resource.ts';

/** Values of an object by path: maps and lists of named members are entered, everything else is one value. */
export function valuesOf(value: unknown, at = ''): ReadonlyMap<string, unknown> {
  const values = new Map<string, unknown>();
  if (Array.isArray(value)) {
    const names: unknown[] = value.map((one) => one?.name);
    const isNamed = value.length > 0 && names.every((name) => typeof name === 'string' && !/[\]"]/.test(name));
    if (!isNamed || new Set(names).size < names.length) return values.set(at, value);
    values.set(`${at}[order]`, names);
    for (const one of value) for (const [path, inner] of valuesOf(one, `${at}[${one.name}]`)) values.set(path, inner);
    return values;
  }
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return values.set(at, value);
  for (const [key, member] of Object.entries(value)) {
    const step = /[.[\]"]/.test(key) ? `["${key}"]` : at === '' ? key : `.${key}`;
    for (const [path, inner] of valuesOf(member, `${at}${step}`)) values.set(path, inner);
  }
  return values;
}

/** The paths of values that differ between two objects; an order counts where the same names stand on both sides. */
export function differing(before: Resource, after: Resource): readonly string[] {
  const [was, is] = [valuesOf(before), valuesOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])].filter((path) => {
    const [old, now] = [was.get(path), is.get(path)];
    if (!path.endsWith('[order]')) return !isDeepStrictEqual(old, now);
    const shared = (one: unknown, other: unknown) =>
      (one as unknown[] | undefined)?.filter((name) => (other as unknown[] | undefined)?.includes(name)) ?? [];
    return !isDeepStrictEqual(shared(old, now), shared(now, old));
  });
}

/** Every object of a tree, by where it is and what it is called. */
export function objectsIn(objects: Objects): ReadonlyMap<string, Resource> {
  return new Map(
    [...objects].flatMap(([path, all]) =>
      all.map((one) => [`${path} ${one.kind}/${one.metadata.namespace ?? ''}/${one.metadata.name}`, one] as const),
    ),
  );
}
