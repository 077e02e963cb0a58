import { fileURLToPath } from 'node:url';
import type { Position } from '../model/position.ts';
import { appsPath } from './appsFolder.ts';

/**
 * The first position in `apps/` on the stack of an error. Node.js replaces types by spaces, so lines and columns are
 * those of the file: https://nodejs.org/api/typescript.html#type-stripping
 */
export function thrownAt(error: unknown): Position | undefined {
  const stack = error instanceof Error ? String(error.stack) : '';
  for (const line of stack.split('\n')) {
    const [, place = '', row, column] = frame.exec(line) ?? [];
    const file = place && appsPath(pathOf(place));
    if (file) return { file, line: Number(row), column: Number(column) };
  }
  return undefined;
}

/** `    at service (file:///…/apps/api.ts:12:5)`, or without a function and parentheses. */
const frame = /^\s+at .*?((?:file:\/\/)?(?:\/|[A-Za-z]:\\)[^()]*?):(\d+):(\d+)\)?$/;

/** The path on the disk of an address, or of a path. */
export function pathOf(place: string): string {
  return place.startsWith('file://') ? fileURLToPath(place) : place;
}
