import { readFileSync } from 'node:fs';
import type { Document } from '../read/document.ts';
import { lines } from '../read/lines.ts';
import type { Path, Written } from '../read/written.ts';
import { offsetOf } from './declaredAt.ts';
import { keyOffset } from './keyOffset.ts';
import { appsFile, thrownAt } from './thrownAt.ts';

/**
 * A declared value as a document, as settings are one: each part of it with its offset in the file that declares it, so
 * far as it is written there.
 * @param made an error that was made where it is declared
 * @param reported parts that a document before had as well, whose mistakes are reported; those of this one are added
 */
export function declaredDocument(value: unknown, made: Error, reported: WeakSet<object>): Document {
  const call = thrownAt(made);
  const path = appsFile(made);
  const text = path ? readFileSync(path, 'utf8') : '';
  const file = call?.file ?? '';
  const start = call ? offsetOf(text, call) : 0;
  const offset = (at: Path) => (call ? keyOffset(text, start, at) : 0);
  return { source: { file, text, position: lines(file, text) }, root: written(value, [], false, offset, reported) };
}

/** The deepest nesting of values in a declaration; what is below counts as nothing. */
const deepest = 12;

function written(
  value: unknown,
  path: Path,
  isInReported: boolean,
  offset: (path: Path) => number,
  reported: WeakSet<object>,
): Written {
  const at = offset(path);
  const isDeep = path.length > deepest;
  const isObject = typeof value === 'object' && value !== null;
  const isReported = isInReported || (isObject && reported.has(value));
  if (isObject) reported.add(value);
  const inside = (member: unknown, key: string | number) =>
    written(member, [...path, key], isReported, offset, reported);
  if (Array.isArray(value) && !isDeep) {
    return { kind: 'list', at, items: value.map(inside) };
  }
  if (isObject && !isDeep) {
    const entries = Object.entries(value)
      .filter(([, member]) => member !== undefined && typeof member !== 'function')
      .map(([key, member]) => [key, { at: offset([...path, key]), value: inside(member, key) }] as const);
    return { kind: 'map', at, entries: new Map(entries), partial: isReported };
  }
  const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  const source = typeof value === 'function' ? 'a function' : String(value);
  return { kind: 'scalar', at, value: isScalar ? value : null, source, broken: isReported };
}
