import { mkdirSync, readdirSync, readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { attempt } from './attempt.ts';
import { entryAt } from './entryAt.ts';
import { isTemporary, writeFile } from './writeFile.ts';

/**
 * The record of what the generator last wrote in this checkout: blob ids by path. During a run a path may have two, the
 * old and the new one, so that a kill at any moment leaves nothing that looks like a hand edit.
 */
export type WrittenRecord = ReadonlyMap<string, readonly string[]>;

const path = '.cache/written.json';

/** Reads the record. A missing or damaged record is empty: then only git's committed contents are known. */
export function readRecord(root: string): WrittenRecord {
  try {
    // A pipe there would never end.
    if (!entryAt(join(root, path))?.isFile()) return new Map();
    const data: unknown = JSON.parse(readFileSync(join(root, path), 'utf8'));
    return new Map(Object.entries(data ?? {}).filter((entry) => isIds(entry[1])));
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

function isIds(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((id) => typeof id === 'string');
}
