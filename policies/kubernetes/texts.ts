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
  const found: FieldText[] = [];
  collect(found, value, field, key);
  return found;
}

/** Adds to one list: rules read every text of every object. */
function collect(found: FieldText[], value: unknown, field: string, key: string): void {
  if (typeof value === 'string') found.push({ field, key, value });
  else if (Array.isArray(value)) {
    for (const [index, member] of value.entries())
      collect(found, member, `${field}[${textAt(member, ['name']) || index}]`, key);
  } else if (typeof value === 'object' && value !== null) {
    const prefix = field === '' ? '' : `${field}.`;
    for (const [name, member] of Object.entries(value)) {
      const isPlain = !name.includes('.') && !name.includes('/');
      collect(found, member, isPlain ? prefix + name : `${field}[${name}]`, name);
    }
  }
}
