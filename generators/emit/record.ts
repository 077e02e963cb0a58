import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { attempt } from './attempt.ts';
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
    for (const name of readdirSync(join(root, '.cache'))) if (isTemporary(name)) rmSync(join(root, '.cache', name));
  });
  writeFile(root, path, `${JSON.stringify(Object.fromEntries(written))}\n`);
}

function isIds(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((id) => typeof id === 'string');
}
