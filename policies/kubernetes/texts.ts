import { textAt } from './reading.ts';

/** A text somewhere in an object. */
export interface FieldText {
  /** `data.FILES_URL`, `data[haproxy.cfg]`, `spec.template.spec.containers[api].args[1]`. */
  readonly field: string;
  /** The last key of the field that is no position. */
  readonly key: string;
  readonly value: string;
}

/** Every text of a value, wherever it stands. */
export function textsOf(value: unknown, field = '', key = ''): readonly FieldText[] {
  if (typeof value === 'string') return [{ field, key, value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const isPlain = !Array.isArray(value) && !/[./]/.test(name);
    const called = (Array.isArray(value) && textAt(member, ['name'])) || name;
    const below = isPlain ? `${field === '' ? '' : `${field}.`}${name}` : `${field}[${called}]`;
    return textsOf(member, below, Array.isArray(value) ? key : name);
  });
}
