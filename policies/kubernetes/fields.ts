import type { Built } from '../../generators/model/rule.ts';
import { at, list, textAt } from './reading.ts';

/** A field of one object, with the members of lists by name. */
export interface Field {
  /** `spec.replsets[rs0].size`. */
  readonly field: string;
  readonly value: unknown;
}

/**
 * What stands at a path. `[]` after a list means each of its members, by `name` or `metadata.name`.
 * @param path `spec.replsets[].size`
 */
export function fieldsAt(value: unknown, path: string): readonly Field[] {
  const [head = '', ...rest] = path.split('[].');
  const here = at(value, head.split('.'));
  if (rest.length === 0) return [{ field: path, value: here }];
  return list(here as object[] | undefined).flatMap((member) => {
    const name = textAt(member, ['name']) || textAt(member, ['metadata', 'name']);
    return fieldsAt(member, rest.join('[].')).map((one) => ({ ...one, field: `${head}[${name}].${one.field}` }));
  });
}

/** Reads these paths of any object, as {@link fieldsAt} does. */
export function fieldsIn(...paths: readonly string[]): (built: Built) => readonly Field[] {
  return ({ resource }) => paths.flatMap((path) => fieldsAt(resource, path));
}
