import { readFileSync } from 'node:fs';
import type { Position } from '../model/position.ts';
import { lines } from '../read/lines.ts';
import { keyOffset } from './keyOffset.ts';
import { appsFile, thrownAt } from './thrownAt.ts';

/**
 * The position of a value in a declaration: of its key, or of the nearest key above it that is written there.
 * @param made an error that was made where it is declared
 */
export function declaredAt(made: Error | undefined, path: readonly (string | number)[] = []): Position | undefined {
  const call = thrownAt(made);
  const file = appsFile(made);
  if (!call || !file) return undefined;
  const text = readFileSync(file, 'utf8');
  return lines(call.file, text)(keyOffset(text, offsetOf(text, call), path));
}

/** The offset of a position in a text. */
export function offsetOf(text: string, { line, column }: Pick<Position, 'line' | 'column'>): number {
  const above = text.split('\n').slice(0, line - 1);
  return above.reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
}
