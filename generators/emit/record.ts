import { mkdirSync, readdirSync, readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { blobId } from '../files/blob.ts';
import { foldersAbove } from '../files/path.ts';
import type { FileSpec, Plan } from '../model/file.ts';
import { attempt } from './attempt.ts';
import { entryAt } from './entryAt.ts';
import { isTemporary, writeFile } from './writeFile.ts';

/**
 * The record of what the generator last wrote in this checkout: of each subtree, and of the other files together (`''`),
 * a line for each content, `<blob id> <path>`. The checksum is that of the subtree: where it is as it was, the lines are
 * taken over. During a run a path may have two lines, the old and the new one, so that a kill at any moment leaves nothing
 * that looks like a hand edit.
 */
export type WrittenRecord = ReadonlyMap<string, readonly [sum: string, lines: string]>;

const path = '.cache/written.json';

/** Reads the record. A missing or damaged record is empty: then only git's committed contents are known. */
export function readRecord(root: string): WrittenRecord {
  try {
    // A pipe there would never end.
    if (!entryAt(join(root, path))?.isFile()) return new Map();
    const data: unknown = JSON.parse(readFileSync(join(root, path), 'utf8'));
    return new Map(Object.entries(data ?? {}).filter((entry) => isWritten(entry[1])));
  } catch {
    return new Map();
  }
}

/** Writes the record, whole or not at all. */
export function saveRecord(root: string, written: WrittenRecord): void {
  attempt('write', path, () => {
    mkdirSync(join(root, '.cache'), { recursive: true });
    for (const entry of readdirSync(join(root, '.cache'), { withFileTypes: true })) {
      if (isTemporary(entry.name) && !entry.isDirectory()) unlinkSync(join(root, '.cache', entry.name));
    }
  });
  writeFile(root, path, `${JSON.stringify(Object.fromEntries(written))}\n`);
}

/**
 * The record of a tree that is as planned, but for some paths that stay as they are: what is written of those was written
 * by an earlier run, if by any.
 */
export function recordOf(plan: Plan, earlier: WrittenRecord, left: ReadonlySet<string>): WrittenRecord {
  const linesOf = (files: readonly FileSpec[]) =>
    files
      .filter((file) => !left.has(file.path))
      .map((file) => lineOf(file.sums?.blob ?? blobId(file.content), file.path))
      .join('');
  const above = new Set([...left].flatMap((one) => [...foldersAbove(one)]));
  const record = new Map<string, readonly [sum: string, lines: string]>();
  for (const subtree of plan.subtrees ?? []) {
    const { folder, sum } = subtree;
    const known = earlier.get(folder);
    const isLeft = above.has(folder);
    record.set(folder, known?.[0] === sum ? known : [isLeft ? '' : sum, linesOf(subtree.files())]);
  }
  const stays = [...contentsOf(earlier)].filter(([, one]) => left.has(one)).map(([id, one]) => lineOf(id, one));
  return record.set('', ['', linesOf(plan.separate) + stays.join('')]);
}

/** The record with more contents in it. */
export function withContents(record: WrittenRecord, contents: ReadonlyMap<string, string>): WrittenRecord {
  const lines = [...contents].map(([one, id]) => lineOf(id, one)).join('');
  return new Map([...record, ['', ['', (record.get('')?.[1] ?? '') + lines]]]);
}

/** Each content of a record: blob id and path. */
export function* contentsOf(record: WrittenRecord): Generator<readonly [id: string, path: string]> {
  for (const [, lines] of record.values()) {
    for (let start = 0; start < lines.length; ) {
      const end = lines.indexOf('\n', start);
      const space = lines.indexOf(' ', start);
      yield [lines.slice(start, space), lines.slice(space + 1, end).replaceAll('\0', '\n')];
      start = end + 1;
    }
  }
}

/** Of what people put there, a path may have several lines; none has `\0`. */
const lineOf = (id: string, of: string) => `${id} ${of.replaceAll('\n', '\0')}\n`;

function isWritten(value: unknown): value is readonly [sum: string, lines: string] {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [sum, lines] = value;
  return typeof sum === 'string' && typeof lines === 'string' && (lines === '' || lines.endsWith('\n'));
}
