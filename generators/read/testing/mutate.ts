import fc from 'fast-check';

/** Plain data changed at one place: a value replaced or removed, a key added or renamed. */
export function mutations(original: unknown): fc.Arbitrary<unknown> {
  const values = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom<unknown>('us-east-1a', 'a:1', '10.0.0.0/8', '::1/8', '1.5.Gi', 1, 70000, -1, 2 ** 60),
    fc.constantFrom<unknown>({ min: 9, max: 1 }, {}, [], 'aws', 'azure', 'a', true),
  );
  const kind = fc.constantFrom('replace', 'remove', 'add', 'rename');
  const keys = fc.oneof(fc.string(), fc.constantFrom('name', 'apps', 'data', 'constructor', '__proto__'));
  return fc.tuple(fc.nat(), kind, values, keys).map(([place, how, value, key]) => {
    const data: unknown = structuredClone(original);
    const places = placesIn(data);
    const target = places[place % places.length];
    if (!target) return data;
    const { parent, key: old } = target;
    const before = parent[old];
    if (how === 'replace') parent[old] = value;
    else if (how === 'add') set(parent, Array.isArray(parent) ? parent.length : key, value);
    else if (Array.isArray(parent)) parent.splice(Number(old), 1);
    else delete parent[old];
    if (how === 'rename' && !Array.isArray(parent)) set(parent, key, before);
    return data;
  });
}

type Branch = { [key: string | number]: unknown };

/** Sets an own property, also for the key `__proto__`. */
function set(parent: Branch, key: string | number, value: unknown): void {
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Every position in plain data: the object or list, and the key or index. */
function placesIn(value: unknown): { parent: Branch; key: string | number }[] {
  if (typeof value !== 'object' || value === null) return [];
  const parent = value as Branch;
  return Object.entries(parent).flatMap(([key, member]) => [{ parent, key }, ...placesIn(member)]);
}
