import { isJsonObject } from '../../model/json.ts';
import { keyOf } from '../../model/resource.ts';
import type { Layer, Patch } from '../derive.ts';

/** A layer with one entry or value removed or changed. */
export interface Mutant {
  readonly what: string;
  readonly layer: Layer;
}

/**
 * The mutants of a layer: each lacks one entry or, patch by patch, lacks or changes one value.
 * @param pick which value of a patch with so many: 0 up to that number
 */
export function mutants(layer: Layer, pick: (count: number) => number): readonly Mutant[] {
  const lists = ['added', 'deleted', 'patches', 'images', 'replicas'] as const;
  const fewer = lists.flatMap((list) =>
    layer[list].map((_, i) => ({
      what: `without ${list}[${i}]`,
      layer: { ...layer, [list]: layer[list].toSpliced(i, 1) },
    })),
  );
  const other = layer.patches.flatMap((patch, i) =>
    [without, changed].flatMap((change) => {
      const content: unknown = patch.kind === 'json6902' ? patch.operations : patch.body;
      const places = leaves(content).filter((path) => counts(path, change, patch));
      const path = places[pick(places.length)];
      if (path === undefined) return [];
      const mutated = change(content, path);
      const replaced = {
        ...patch,
        ...(patch.kind === 'json6902' ? { operations: mutated } : { body: mutated }),
      } as Patch;
      const what = `${keyOf(patch.target)}: ${change.name} ${path.join('.')}`;
      return [{ what, layer: { ...layer, patches: layer.patches.with(i, replaced) } }];
    }),
  );
  return [...fewer, ...other];
}

type Path = readonly (string | number)[];

/** Paths of all leaves. */
function leaves(value: unknown): readonly Path[] {
  const entries = Array.isArray(value) ? [...value.entries()] : isJsonObject(value) ? Object.entries(value) : [];
  if (entries.length === 0) return [[]];
  return entries.flatMap(([key, member]) => leaves(member).map((path) => [key, ...path]));
}

/** Whether a path holds a value of the patch, and not the identity of an object, member or field. */
function counts(path: Path, change: typeof without, patch: Patch): boolean {
  const key = path.at(-1);
  if (patch.kind === 'json6902') return path[1] === 'value' && (path.length > 2 || change === changed);
  if (path.length === 1 && (key === 'apiVersion' || key === 'kind')) return false;
  if (path.length === 2 && path[0] === 'metadata' && (key === 'name' || key === 'namespace')) return false;
  return change === changed || !mergeKeys.has(key);
}
const mergeKeys = new Set<unknown>([
  ...['name', 'port', 'containerPort', 'protocol', 'mountPath', 'topologyKey', 'whenUnsatisfiable', '$patch'],
]);

function without(value: unknown, [key, ...rest]: Path): unknown {
  if (Array.isArray(value) && typeof key === 'number') {
    return rest.length === 0 ? value.toSpliced(key, 1) : value.with(key, without(value[key], rest));
  }
  if (!isJsonObject(value) || key === undefined) return value;
  const { [key]: member, ...others } = value;
  return rest.length === 0 ? others : { ...value, [key]: without(member, rest) };
}

function changed(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined)
    return typeof value === 'number' ? -value - 1 : typeof value === 'boolean' ? !value : 'mutated';
  if (Array.isArray(value)) return value.map((item, i) => (i === key ? changed(item, rest) : item));
  return isJsonObject(value) ? { ...value, [key]: changed(value[key], rest) } : value;
}
