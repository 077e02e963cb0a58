import type { Finding } from '../model/finding.ts';
import type { Position } from '../model/position.ts';
import { onOneLine, quote } from './show.ts';

/** A finding that fails the command. */
export function error(
  code: string,
  at: Position,
  message: string,
  fix: string,
  more: Pick<Finding, 'field' | 'in'> = {},
): Finding {
  return { code, severity: 'error', message, fix, at, ...more };
}

/** A finding about a path that exists and cannot be read. */
export function unreadable(path: string, cause: unknown): Finding {
  const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
  const fix = 'Make it readable for you, or delete it.';
  return error('unreadable', startOfFile(path), `${quote(path)} cannot be read: ${code}.`, fix);
}

/** The start of a file: the position of a finding about the whole file. */
export function startOfFile(path: string): Position {
  return { file: onOneLine(path), line: 1, column: 1 };
}
