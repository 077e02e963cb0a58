/** A text somewhere in an object. */
export interface Text {
  /** `data.FILES_URL`, `spec.template.spec.containers[0].args[1]`. */
  readonly field: string;
  /** The last key of the field that is no position. */
  readonly key: string;
  readonly value: string;
}

/** Every text of a value, wherever it stands. */
export function textsOf(value: unknown, field = '', key = ''): readonly Text[] {
  if (typeof value === 'string') return [{ field, key, value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    Array.isArray(value)
      ? textsOf(member, `${field}[${name}]`, key)
      : textsOf(member, field === '' ? name : `${field}.${name}`, name),
  );
}
