import { fileURLToPath } from 'node:url';
import { appsPath } from '../blocks/source.ts';
import type { Position } from '../model/position.ts';

/**
 * The first position in `apps/` on the stack of an error. Node.js replaces types by spaces, so lines and columns are
 * those of the file: https://nodejs.org/api/typescript.html#type-stripping
 */
export function thrownAt(error: unknown): Position | undefined {
  const found = firstFrame(error);
  return found && { file: found.file, line: found.line, column: found.column };
}

/** The path on the disk of the file of that position. */
export function appsFile(error: unknown): string | undefined {
  return firstFrame(error)?.path;
}

function firstFrame(error: unknown): (Position & { readonly path: string }) | undefined {
  const stack = error instanceof Error ? String(error.stack) : '';
  for (const text of stack.split('\n')) {
    const [, place = '', line, column] = frame.exec(text) ?? [];
    const path = pathOf(place);
    const file = place && appsPath(path);
    if (file) return { path, file, line: Number(line), column: Number(column) };
  }
  return undefined;
}

/** `    at service (file:///…/apps/api.ts:12:5)`, or without a function and parentheses. */
const frame = /^\s+at .*?((?:file:\/\/)?(?:\/|[A-Za-z]:\\)[^()]*?):(\d+):(\d+)\)?$/;

/** The path on the disk of an address, or of a path. */
export function pathOf(place: string): string {
  return place.startsWith('file://') ? fileURLToPath(place) : place;
}
