import { hash } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { FileSpec } from '../model/file.ts';
import { Failure } from '../model/finding.ts';
import { attempt } from './attempt.ts';
import { entryAt } from './entryAt.ts';
import { foldersAbove } from './path.ts';
import { writeFile } from './writeFile.ts';

/**
 * Parts of the tree that were read before, and what the file system said of them then: of a part of which it says the
 * same now, nothing is read again. It works like the index of git, which reads no file whose `stat` is as it was:
 * https://git-scm.com/docs/racy-git
 *
 * It lies in `.cache` of one checkout. Without it, or where it is damaged or cannot be written, everything is read.
 */
export interface Seen {
  /**
   * Whether a part holds exactly the planned files, as far as the file system tells.
   * @param files all planned files of the part
   */
  holds(part: string, files: readonly FileSpec[]): boolean;
  /** Keeps which of the parts that were asked for are as planned. @param isAsPlanned of a part, after it was read */
  save(isAsPlanned: (part: string) => boolean): void;
}

/** How many folders deep a part is: `overlays/<environment>/clusters/<cluster>`, `overlays/<environment>/apps/<app>`. */
const depth = 4;

/** The part that a path is in; undefined of what is less deep. */
export function partOf(path: string): string | undefined {
  let end = -1;
  for (let level = 0; level < depth; level++) {
    end = path.indexOf('/', end + 1);
    if (end < 0) return undefined;
  }
  return path.slice(0, end);
}

/** What there is to know of a part: the checksum of what the file system says of it, and of what is planned for it. */
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
  const others = new Map<string, Entry>();
  const isReal = createIsReal(root);
  return {
    holds(part, files) {
      const state = [...foldersAbove(part)].every(isReal) ? stateOf(root, part, files) : undefined;
      if (!state) return false;
      const entry: Entry = [state.sum, plannedSum(files)];
      const known = entries.get(part);
      const holds = known?.[0] === entry[0] && known[1] === entry[1] && state.newest < written - step;
      (holds ? held : others).set(part, entry);
      return holds;
    },
    save(isAsPlanned) {
      const now = [...others].filter(([part]) => isAsPlanned(part));
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

/** What is planned for a part. */
function plannedSum(files: readonly FileSpec[]): string {
  let text = '';
  for (const one of files) text += `${one.path}\0${one.sums?.sha256 ?? hash('sha256', one.content)}\n`;
  return hash('sha256', text);
}

/**
 * What the file system says of a part: of each planned file and each folder above it. A folder changes when an entry in
 * it is made, removed or renamed. Undefined where one is missing, or is something else.
 */
function stateOf(root: string, part: string, files: readonly FileSpec[]): { sum: string; newest: number } | undefined {
  const folders = new Set([part]);
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
