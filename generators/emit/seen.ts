import { hash } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { foldersAbove } from '../files/path.ts';
import type { Subtree } from '../model/file.ts';
import { Failure } from '../model/finding.ts';
import { attempt } from './attempt.ts';
import { entryAt } from './entryAt.ts';
import { writeFile } from './writeFile.ts';

/**
 * Subtrees that were read before, and what the file system said of them then: of one of which it says the same now,
 * nothing is read again. It works like the index of git, which reads no file whose `stat` is as it was:
 * https://git-scm.com/docs/racy-git
 *
 * It lies in `.cache` of one checkout. Without it, or where it is damaged or cannot be written, everything is read.
 */
export interface Seen {
  /** Whether a folder holds exactly the planned files, as far as the file system tells. */
  holds(subtree: Subtree): boolean;
  /** Keeps which of those that were asked for are as planned. @param isAsPlanned of one, after it was read */
  save(isAsPlanned: (subtree: Subtree) => boolean): void;
}

/** What there is to know of a subtree: the checksum of what the file system says of it, and of what is planned for it. */
type Entry = readonly [state: string, planned: string];

const file = '.cache/seen.json';

/**
 * Milliseconds. A file system counts time in steps, of up to two seconds: what was changed shortly before the record was
 * written may have been changed again in the same step, and is read again.
 */
const step = 2_000;

/** @param root absolute path of the repository */
export function readSeen(root: string): Seen {
  const { entries, written } = read(root);
  const held = new Map<string, Entry>();
  const others = new Map<Subtree, Entry>();
  const isReal = createIsReal(root);
  return {
    holds(subtree) {
      const { folder, sum } = subtree;
      // Where the folder is missing nobody lists its files: in a new tree that is all of them.
      const state = [folder, ...foldersAbove(folder)].every(isReal) ? stateOf(root, subtree) : undefined;
      if (!state) return false;
      const known = entries.get(folder);
      const holds = known?.[0] === state.sum && known[1] === sum && state.newest < written - step;
      if (holds) held.set(folder, known);
      else others.set(subtree, [state.sum, sum]);
      return holds;
    },
    save(isAsPlanned) {
      const now = [...others].flatMap(([one, entry]) => (isAsPlanned(one) ? [[one.folder, entry] as const] : []));
      // Also of what was too new to be trusted: in a record that is written now it is older.
      if (now.length > 0) write(root, new Map([...held, ...now]));
    },
  };
}

/** Whether a path is a folder and no link: what is below a link is somewhere else, and may be as it was there. */
function createIsReal(root: string): (folder: string) => boolean {
  const known = new Map<string, boolean>();
  return (folder) => {
    const isReal = known.get(folder) ?? entryAt(join(root, folder))?.isDirectory() === true;
    known.set(folder, isReal);
    return isReal;
  };
}

/**
 * What the file system says of a subtree: of each planned file and each folder above it. A folder changes when an entry in
 * it is made, removed or renamed. Undefined where one is missing, or is something else.
 */
function stateOf(root: string, subtree: Subtree): { sum: string; newest: number } | undefined {
  const files = subtree.files();
  const folders = new Set([subtree.folder]);
  for (const { path } of files) {
    for (const folder of foldersAbove(path)) {
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  const numbers: number[] = [];
  let newest = 0;
  const add = ({ dev, ino, mode, size, mtimeMs, ctimeMs }: Stats) => {
    numbers.push(dev, ino, mode, size, mtimeMs, ctimeMs);
    newest = Math.max(newest, mtimeMs, ctimeMs);
  };
  for (const folder of folders) {
    const found = entryAt(join(root, folder));
    if (!found?.isDirectory()) return undefined;
    add(found);
  }
  for (const { path } of files) {
    const found = entryAt(join(root, path));
    if (!found?.isFile()) return undefined;
    add(found);
  }
  return { sum: hash('sha256', Buffer.from(new Float64Array(numbers).buffer)), newest };
}

function read(root: string): { readonly entries: ReadonlyMap<string, Entry>; readonly written: number } {
  try {
    const path = join(root, file);
    const found = lstatSync(path);
    if (found.isFile()) {
      const data = Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, Entry>);
      return { entries: new Map(data), written: found.mtimeMs };
    }
  } catch {
    // Everything is read.
  }
  return { entries: new Map(), written: 0 };
}

function write(root: string, entries: ReadonlyMap<string, Entry>): void {
  try {
    attempt('make', '.cache', () => mkdirSync(join(root, '.cache'), { recursive: true }));
    writeFile(root, file, `${JSON.stringify(Object.fromEntries(entries))}\n`);
  } catch (error) {
    // Who cannot write here reads everything each time.
    if (!(error instanceof Failure)) throw error;
  }
}
