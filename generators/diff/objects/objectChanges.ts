import { keyOf, nameOf, type Resource } from '../../model/resource.ts';
import { type FieldChange, fieldChanges } from './fieldChanges.ts';

/** What happens to one object of a cluster. */
export interface ObjectChange {
  readonly kind: 'added' | 'removed' | 'changed';
  /** `Kind/name`. */
  readonly object: string;
  readonly namespace?: string;
  /** The object before and after; the one that is missing does not exist. */
  readonly before?: Resource;
  readonly after?: Resource;
  /** What differs; empty where the object is added or removed. */
  readonly fields: readonly FieldChange[];
}

/**
 * What turns one set of objects into another, in the order of the new set; removed objects come last. An object is the
 * same if group, kind, namespace and name are: then a change of `apiVersion` is a field.
 */
export function objectChanges(before: readonly Resource[], after: readonly Resource[]): readonly ObjectChange[] {
  const was = new Map(before.map((object) => [keyOf(object), object]));
  const is = new Map(after.map((object) => [keyOf(object), object]));
  const kept = after.flatMap((object) => {
    const old = was.get(keyOf(object));
    if (!old) return [changeOf({ kind: 'added', after: object, fields: [] }, object)];
    const fields = fieldChanges(old, object);
    return fields.length === 0 ? [] : [changeOf({ kind: 'changed', before: old, after: object, fields }, object)];
  });
  const gone = before.filter((object) => !is.has(keyOf(object)));
  return [...kept, ...gone.map((object) => changeOf({ kind: 'removed', before: object, fields: [] }, object))];
}

function changeOf(change: Omit<ObjectChange, 'object' | 'namespace'>, object: Resource): ObjectChange {
  const { namespace } = object.metadata;
  return { ...change, object: nameOf(object), ...(namespace === undefined ? {} : { namespace }) };
}
