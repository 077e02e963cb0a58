/**
 * Upstream's types say what an object should be; that it is so, the upstream schema judges. Rules judge objects that
 * break it as well, so they read lists, maps and texts through these: what is none is empty.
 */

/** Whether a value is an object with fields: neither a list nor null. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members of a list that are objects. */
export function list<T extends object>(value: readonly T[] | null | undefined): readonly T[] {
  return Array.isArray(value) ? value.filter((member) => typeof member === 'object' && member !== null) : [];
}

/** The members of a list that are text. */
export function texts(value: readonly string[] | null | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((member) => typeof member === 'string') : [];
}

/** Keys and values of a map. */
export function entries<T>(value: Readonly<Record<string, T>> | null | undefined): [string, T][] {
  return isRecord(value) ? Object.entries(value) : [];
}

/** A text, or empty. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A whole number that is not negative, or the API server's default where the field is absent or is none. */
export function count(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : otherwise;
}

/** What stands at a path of keys, if anything does. */
export function at(value: unknown, path: readonly string[]): unknown {
  let here = value;
  for (const key of path) {
    if (!isRecord(here)) return undefined;
    here = here[key];
  }
  return here;
}

/** The text at a path of keys, or empty. */
export function textAt(value: unknown, path: readonly string[]): string {
  return text(at(value, path));
}

/** The objects in the list at a path of keys. */
export function listAt(value: unknown, path: readonly string[]): readonly object[] {
  return list(at(value, path) as object[] | undefined);
}

/** Keys and values of the map at a path of keys. */
export function entriesAt(value: unknown, path: readonly string[]): [string, unknown][] {
  return entries(at(value, path) as Readonly<Record<string, unknown>> | undefined);
}
