import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Finding } from '../model/finding.ts';
import type { Position } from '../model/position.ts';
import { error } from '../read/error.ts';
import { lines } from '../read/lines.ts';
import { join as inWords, onOneLine } from '../read/show.ts';
import { suggest } from '../read/suggest.ts';
import { offsetOf } from './declaredAt.ts';
import type { Diagnostic } from './diagnostics.ts';
import { keyOffset } from './keyOffset.ts';
import { keysInType, shorten } from './typeText.ts';

/**
 * TypeScript's errors in `apps/` as findings, with a fix where the error says enough for one. Of the errors in the
 * syntax of a file only the first, and of a name that is imported wrongly only the import: the others follow from it.
 * @param base the folder that has `apps/`
 */
export function typeMistakes(base: string, errors: readonly Diagnostic[]): Finding[] {
  const own = errors.filter(({ file }) => file.startsWith('apps/'));
  const broken = new Set<string>();
  const misnamed = new Set(own.filter(({ code }) => code === 2724).map(misnamedOf));
  return own.flatMap((diagnostic) => {
    const { file, code } = diagnostic;
    if (code === 2552 && misnamed.has(misnamedOf(diagnostic))) return [];
    if (code < 2000 && broken.has(file)) return [];
    if (code < 2000) broken.add(file);
    return [typeMistake(base, diagnostic)];
  });
}

/** The file of an error about an import of a wrong name, or about the right name that is not imported, and both names. */
function misnamedOf({ file, lines: [message = ''] }: Diagnostic): string {
  const names = [...message.matchAll(/'(\w+)'/g)].map(([, name]) => name);
  return [file, ...names.sort()].join(' ');
}

function typeMistake(base: string, diagnostic: Diagnostic): Finding {
  const { file, lines: chain } = diagnostic;
  const message = sentence(chain);
  const at = positionOf(base, diagnostic);
  const isSyntax = diagnostic.code < 2000 && diagnostic.code !== notErasable;
  const fix = isSyntax ? 'Mend it there, or what stands before it.' : fixOf(base, diagnostic);
  return error(isSyntax ? 'syntax-error' : 'type-error', { ...at, file: onOneLine(file) }, message, fix);
}

/**
 * The first line says what does not fit, and the last one why. Where there are several, the last with the property that
 * it is about is shorter and says more.
 */
function sentence(chain: readonly string[]): string {
  const key = incompatibleKey(chain);
  const last = shorten(chain.at(-1) ?? '')
    .replace(/ Did you mean [^?]*\?$/, '')
    .replace(/[.\s]+$/, '');
  return onOneLine(key === undefined || last.includes(`'${key}'`) ? `${last}.` : `${key}: ${last}.`);
}

/** The property that the last reason of a chain is about. */
function incompatibleKey(chain: readonly string[]): string | undefined {
  const named = chain.map(
    (line) => /^(?:Property|Types of property) '([^']+)' (?:is|are) incompatible/.exec(line)?.[1],
  );
  return named.findLast((name) => name !== undefined);
}

/** The position of the error; of one about a property of a larger value, the property's own. */
function positionOf(base: string, { file, line, column, lines: chain }: Diagnostic): Position {
  const key = incompatibleKey(chain);
  if (key === undefined) return { file, line, column };
  const text = readFileSync(join(base, file), 'utf8');
  return lines(file, text)(keyOffset(text, offsetOf(text, { line, column }), [key]));
}

function fixOf(base: string, { file, code, lines: chain }: Diagnostic): string {
  const [message = ''] = chain;
  const meant = /Did you mean (?:to write )?'([^']+)'\?/.exec(message)?.[1];
  if (meant) return `Did you mean ${meant}?`;
  const [, first = ''] = /'([^']+)'/.exec(message) ?? [];
  if (code === notErasable) return 'Write it without: Node.js runs apps as they are, and only leaves their types out.';
  if (code === 2307) return missingFile(base, file, first);
  if (code === 2339) return otherKey(first, keysInType(message));
  if (code === 2353) return `Delete ${first}, or write the name that its type has for it.`;
  if (code === 2741) return `Add ${first}.`;
  if (code === 2739 || code === 2740) return 'Add them.';
  const last = chain.at(-1) ?? '';
  const [, written, wanted = ''] =
    /type '"([^"]*)"' is not assignable to (?:parameter of )?type '([^']*)'/i.exec(last) ?? [];
  if (written !== undefined && wanted.includes('"')) {
    return otherKey(
      written,
      [...wanted.matchAll(/"([^"]*)"/g)].map(([, one = '']) => one),
    );
  }
  if (/^Type 'string' is not assignable to type 'number'/.test(last)) return 'Write it as a number, without quotes.';
  if (/'undefined' is not assignable/.test(last)) return 'Give it a value, or leave the key out where there is none.';
  if (/^Type 'number' is not assignable to type '(string|Value)'/.test(last)) return 'Write it as text, in quotes.';
  return 'Write a value of the type that is expected there.';
}

/** TypeScript that is more than types, such as `enum`. */
const notErasable = 1294;

/** The fix for an import of a file that is not there. */
function missingFile(base: string, file: string, path: string): string {
  if (!path.startsWith('.')) return 'Correct the name of the package, or run "npm ci".';
  const folder = dirname(join(base, dirname(file), path));
  const meant = suggest(path.split('/').at(-1) ?? '', namesIn(folder));
  return meant ? `Did you mean ${dirname(path)}/${meant}?` : 'Create that file, or correct the path.';
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.ts'));
  } catch {
    return [];
  }
}

/** The fix for a property that a value does not have. */
function otherKey(key: string, known: readonly string[]): string {
  const meant = suggest(key, known);
  if (meant) return `Did you mean ${meant}?`;
  if (known.length === 0) return 'Correct the name.';
  const shown = known.length > 12 ? [...known.slice(0, 12), `${known.length - 12} more`] : known;
  return `There ${known.length === 1 ? 'is' : 'are'} ${inWords(shown)}.`;
}
