import type { Finding, Scope } from '../model/finding.ts';
import type { Position } from '../model/position.ts';
import { error } from './error.ts';
import { quote } from './show.ts';
import type { Source } from './source.ts';
import { type Path, step, type Written, writtenText } from './written.ts';

/** A parsed settings file: its text and its values. */
export interface Document {
  readonly source: Source;
  readonly root: Written;
  /** The environment it belongs to; absent for `fleet.yaml`. */
  readonly environment?: string;
}

/** The position of a key or list item, or of the nearest written above it; the start of the file when there is none. */
export function keyPosition(document: Document, path: Path): Position {
  let at = 0;
  let node: Written | undefined = document.root;
  for (const key of path) {
    const next = step(node, key);
    if (!next) break;
    ({ at, value: node } = next);
  }
  return document.source.position(at);
}

/** A finding about the value at a path, with its position and its scope in the fleet. `at` defaults to the key. */
export function findingAt(
  document: Document,
  path: Path,
  code: string,
  message: string,
  fix: string,
  at: Position = keyPosition(document, path),
): Finding {
  const field = fieldOf(document.root, path);
  return error(code, at, message, fix, { ...(field && { field }), in: scopeOf(document, path) });
}

/** A path as messages show it: `clusters[aws-us-east-1].zones[0]`. Items with a name are shown by it. */
export function fieldOf(root: Written, path: Path): string {
  return path.reduce<string>((field, key, index) => {
    if (typeof key === 'number') {
      const name = writtenText(root, [...path.slice(0, index + 1), 'name'])?.text;
      return `${field}[${name !== undefined && simple.test(name) ? name : key}]`;
    }
    const shown = simple.test(key) ? key : quote(key);
    return field === '' ? shown : `${field}.${shown}`;
  }, '');
}

const simple = /^[A-Za-z0-9_-]{1,60}$/;

function scopeOf({ root, environment }: Document, path: Path): Scope {
  if (environment === undefined) return {};
  const inCluster = path[0] === 'clusters' && typeof path[1] === 'number';
  const cluster = inCluster ? writtenText(root, ['clusters', path[1] as number, 'name'])?.text : undefined;
  const [kind, app] = inCluster ? path.slice(2) : path;
  return {
    environment,
    ...(cluster !== undefined && simple.test(cluster) && { cluster }),
    ...(kind === 'apps' && typeof app === 'string' && simple.test(app) && { app }),
  };
}
