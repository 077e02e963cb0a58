import { isJsonObject, type JsonObject } from '../model/json.ts';

/** A value of a settings file with its position. Positions are offsets in the file's text, in UTF-16 code units. */
export type Written = WrittenScalar | WrittenList | WrittenMap;

export interface WrittenScalar {
  readonly kind: 'scalar';
  readonly at: number;
  readonly value: string | number | boolean | null;
  /** The text itself, without quotes. */
  readonly source: string;
  /** Already reported and without a known meaning: no other check reports it. */
  readonly broken: boolean;
}

export interface WrittenList {
  readonly kind: 'list';
  readonly at: number;
  readonly items: readonly Written[];
}

export interface WrittenMap {
  readonly kind: 'map';
  readonly at: number;
  readonly entries: ReadonlyMap<string, Entry>;
  /** It has a key that is reported and left out, for example a merge key, so missing keys are not reported. */
  readonly partial: boolean;
}

/** A key and its value. */
export interface Entry {
  readonly at: number;
  readonly value: Written;
}

export type Path = readonly (string | number)[];

/** The entry or item at one step below a value. */
export function step(from: Written | undefined, key: string | number): Entry | undefined {
  if (from?.kind === 'map') return from.entries.get(String(key));
  if (from?.kind !== 'list') return undefined;
  const item = from.items[Number(key)];
  return item && { at: item.at, value: item };
}

/** The value at a path, if it is written. */
export function writtenValue(root: Written | undefined, path: Path): Written | undefined {
  return path.reduce<Written | undefined>((from, key) => step(from, key)?.value, root);
}

/** The string at a path, if there is one. */
export function writtenText(root: Written | undefined, path: Path): { text: string; at: number } | undefined {
  const node = writtenValue(root, path);
  return node?.kind === 'scalar' && typeof node.value === 'string' && !node.broken
    ? { text: node.value, at: node.at }
    : undefined;
}

/** The entries of a map; none where the value has another type or is absent. */
export function entriesOf(node: Written | undefined): readonly (readonly [string, Entry])[] {
  return node?.kind === 'map' ? [...node.entries] : [];
}

/** The items of a list; none where the value has another type or is absent. */
export function itemsOf(node: Written | undefined): readonly Written[] {
  return node?.kind === 'list' ? node.items : [];
}

/** The same as plain data. What is broken is `undefined`. A key `__proto__` is a key like any other. */
export function plainData(node: Written): unknown {
  if (node.kind === 'scalar') return node.broken ? undefined : node.value;
  if (node.kind === 'list') return node.items.map(plainData);
  return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, plainData(value)]));
}

/** The plain data at a path, if anything is written there. */
export function writtenData(root: Written | undefined, path: Path): unknown {
  const node = writtenValue(root, path);
  return node && plainData(node);
}

/** The map at a path as plain data, if there is one. */
export function writtenRecord(root: Written | undefined, path: Path): JsonObject | undefined {
  const value = writtenData(root, path);
  return isJsonObject(value) ? value : undefined;
}
