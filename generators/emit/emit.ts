import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Progress } from '../console/progress.ts';
import { parentOf } from '../files/path.ts';
import type { Plan } from '../model/file.ts';
import { allFiles, countFiles } from '../plan/allFiles.ts';
import { attempt } from './attempt.ts';
import { lookAt } from './compare.ts';
import { findHandEdits, type HandEdit } from './handEdits.ts';
import { createInTheWay } from './inTheWay.ts';
import { readRecord, recordOf, saveRecord, withContents } from './record.ts';
import { remove } from './remove.ts';
import { writeFile } from './writeFile.ts';

/** Callbacks of `emit`. */
export interface EmitOptions {
  readonly progress?: Progress;
  /** Called once, before anything is overwritten or removed, and only when there are any. */
  readonly onHandEdits?: (edits: readonly HandEdit[]) => void;
  /** Which paths are written and removed; all others stay as they are. Default: all. */
  readonly isMeant?: (path: string) => boolean;
}

/** The result of `emit`. Paths from the root, sorted. */
export interface Result {
  readonly written: readonly string[];
  /** Stale files, links and empty folders. */
  readonly removed: readonly string[];
  /** How many files, of those that are meant, were as planned. */
  readonly unchanged: number;
  /** Hand edits of files that are now overwritten or removed. */
  readonly handEdited: readonly HandEdit[];
}

/**
 * Writes the plan to disk: the only writer of generated files. To be called within `withLock`.
 *
 *     compare ─▶ keep hand edits ─▶ record old and new ─▶ write ─▶ remove stale ─▶ record new
 *
 * Only files that differ are written, each one whole or not at all, and before stale files are deleted. When a run is
 * killed at any moment, the next run completes the tree. When nothing differs, nothing at all is written.
 * @param root absolute path of the repository
 * @throws Failure naming the path that could not be written
 */
export async function emit(root: string, plan: Plan, options: EmitOptions = {}): Promise<Result> {
  const steps = emitSteps(root, plan, options);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    await setImmediate();
  }
}

/** The work of {@link emit}. It pauses after every hundred files, so that the process hears signals. */
export function* emitSteps(
  root: string,
  plan: Plan,
  { progress, onHandEdits, isMeant }: EmitOptions = {},
): Generator<undefined, Result> {
  const { differences: all, outlined } = lookAt(root, plan);
  const differences = isMeant ? all.filter(({ path }) => isMeant(path)) : all;
  const meant = isMeant ? allFiles(plan).filter(({ path }) => isMeant(path)).length : countFiles(plan);
  if (differences.length === 0) return { written: [], removed: [], unchanged: meant, handEdited: [] };

  const record = readRecord(root);
  const { known, edits } = findHandEdits(root, differences, record);
  if (edits.length > 0) onHandEdits?.(edits);
  const left = new Set(isMeant ? all.flatMap(({ path }) => (isMeant(path) ? [] : [path])) : []);
  const after = recordOf(plan, record, left);
  saveRecord(root, withContents(after, known));

  const isInTheWay = createInTheWay(outlined);
  const stale = Map.groupBy(
    differences.filter((difference) => difference.kind === 'stale'),
    ({ path }) => (isInTheWay(path) ? 'first' : 'last'),
  );
  remove(root, stale.get('first') ?? [], outlined);
  const wanted = differences.flatMap((difference) => (difference.kind === 'stale' ? [] : [difference.wanted]));
  const folders = new Set<string>();
  for (const [index, { path, content }] of wanted.entries()) {
    if (index % 100 === 0) {
      progress?.update(`writing files: ${index} of ${wanted.length}`);
      yield;
    }
    const folder = parentOf(path);
    if (!folders.has(folder)) attempt('make', folder, () => mkdirSync(join(root, folder), { recursive: true }));
    folders.add(folder);
    writeFile(root, path, content);
  }
  remove(root, stale.get('last') ?? [], outlined);
  saveRecord(root, after);
  return {
    written: wanted.map(({ path }) => path),
    removed: differences.flatMap(({ kind, path }) => (kind === 'stale' ? [path] : [])),
    unchanged: meant - wanted.length,
    handEdited: edits,
  };
}
