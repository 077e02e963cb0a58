import { readFileSync } from 'node:fs';
import type { Document } from '../read/document.ts';
import { lines } from '../read/lines.ts';
import type { SchemaWords } from '../read/words.ts';
import type { Path, Written } from '../read/written.ts';
import { offsetOf } from './declaredAt.ts';
import { keyOffset } from './keyOffset.ts';
import { appsFile, thrownAt } from './thrownAt.ts';

/** A declared value, and what is known about it. */
interface DeclaredValue {
  readonly value: unknown;
  readonly schema: SchemaWords;
  /** An error that was made where it is declared. */
  readonly made: Error;
  /** Parts that a document before had as well, whose mistakes are reported. Those of this one are added. */
  readonly reported: WeakSet<object>;
}

/**
 * A declared value as a document, as settings are one: each part of it with its offset in the file that declares it, so
 * far as it is written there.
 */
export function declaredDocument({ value, schema, made, reported }: DeclaredValue): Document {
  const call = thrownAt(made);
  const path = appsFile(made);
  const text = path ? readFileSync(path, 'utf8') : '';
  const file = call?.file ?? '';
  const start = call ? offsetOf(text, call) : 0;
  const offset = (at: Path) => (call ? keyOffset(text, start, at) : 0);
  return { source: { file, text, position: lines(file, text) }, root: written(value, schema, [], false) };

  function written(part: unknown, wanted: SchemaWords | undefined, at: Path, isInReported: boolean): Written {
    const isObject = typeof part === 'object' && part !== null && at.length <= deepest;
    const isReported = isInReported || (isObject && reported.has(part));
    if (!isObject) return { kind: 'scalar', at: offset(at), ...scalar(part), broken: isReported };
    reported.add(part);
    if (Array.isArray(part)) {
      const items = part.map((item, index) => written(item, undefined, [...at, index], isReported));
      return { kind: 'list', at: offset(at), items };
    }
    const entries = Object.entries(part)
      .filter(([key, member]) => typeof member !== 'function' && (member !== undefined || !isKnown(wanted, key)))
      .map(([key, member]) => {
        const inside = [...at, key];
        return [key, { at: offset(inside), value: written(member, below(wanted, key), inside, isReported) }] as const;
      });
    return { kind: 'map', at: offset(at), entries: new Map(entries), partial: isReported };
  }
}

/** The deepest nesting of values in a declaration; what is below counts as nothing. */
const deepest = 12;

/** Whether a key is one of those that the schema names, or may: there `undefined` is the same as no key. */
function isKnown(wanted: SchemaWords | undefined, key: string): boolean {
  return !wanted?.patternProperties || wanted.properties?.[key] !== undefined;
}

function below(wanted: SchemaWords | undefined, key: string): SchemaWords | undefined {
  return wanted?.properties?.[key];
}

function scalar(part: unknown): { value: string | number | boolean | null; source: string } {
  const isPlain = typeof part === 'string' || typeof part === 'number' || typeof part === 'boolean';
  return { value: isPlain ? part : null, source: typeof part === 'function' ? 'a function' : String(part) };
}
