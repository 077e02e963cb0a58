import { appsPath } from '../blocks/source.ts';
import { Misdeclared } from '../model/declaration.ts';
import { Failure, type Finding } from '../model/finding.ts';
import type { Position } from '../model/position.ts';
import { error as finding, startOfFile } from '../read/error.ts';
import { onOneLine } from '../read/show.ts';
import { declaredAt } from './declaredAt.ts';
import { pathOf, thrownAt } from './thrownAt.ts';

/**
 * The mistake in `apps/` that an error is about, thrown while apps were loaded or linked; `undefined` for a defect of
 * this tool. TypeScript's checker reports most of them first, and better.
 */
export function loadMistake(error: unknown): Finding | undefined {
  const at = positionOf(error);
  if (!at) return undefined;
  if (error instanceof Failure) return finding('app-not-loadable', at, `${onOneLine(error.message)}.`, error.fix);
  return finding('app-not-loadable', at, `The apps cannot be loaded: ${reasonOf(error)}.`, 'Mend it there.');
}

/** The message of anything that can be thrown, on one line and without a full stop. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : `${String(error)} was thrown`;
  return onOneLine(text.split('\n', 1)[0] ?? '')
    .replaceAll(/'?(file:\/\/)?\/\S*\/(apps\/[^\s']*)'?/g, '$2')
    .replace(/[.\s]+$/, '');
}

function positionOf(error: unknown): Position | undefined {
  if (error instanceof Misdeclared) return declaredAt(error.at, error.path) ?? thrownAt(error.at);
  const known = thrownAt(error) ?? headOf(error) ?? importerOf(error);
  if (known || error instanceof Error) return known;
  return startOfFile('apps/index.ts');
}

/** The first line of the stack of an error in the text of a module, which is not evaluated yet: `file:///…/api.ts:13`. */
function headOf(error: unknown): Position | undefined {
  const [head = '', , marks = ''] = error instanceof Error ? String(error.stack).split('\n') : [];
  const [, place = '', line] = /^((?:file:\/\/)?\/.*\.ts):(\d+)$/.exec(head) ?? [];
  const file = place && appsPath(pathOf(place));
  return file ? { file, line: Number(line), column: Math.max(marks.indexOf('^'), 0) + 1 } : undefined;
}

/** The file whose import names no file: Node.js gives no line. */
function importerOf(error: unknown): Position | undefined {
  const [, place = ''] = /imported from (.+)$/.exec(error instanceof Error ? error.message : '') ?? [];
  const file = place && appsPath(pathOf(place));
  return file ? startOfFile(file) : undefined;
}
