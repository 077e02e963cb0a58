import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Progress } from '../console/progress.ts';
import { type FileLock, type LockMode, openFileLock } from '../files/fileLock.ts';
import { Failure } from '../model/finding.ts';
import { attempt, isSystemError } from './attempt.ts';
import { entryAt } from './entryAt.ts';
import { writeFile } from './writeFile.ts';

const lock = '.cache/generate.lock';
const pid = '.cache/generate.pid';
const tenMinutes = 600_000;
/** A result code of SQLite: https://sqlite.org/rescode.html */
const cannotOpen = 14;

/**
 * Runs `work` under an exclusive lock across processes: from reading settings to the last file, so that two runs at
 * once give the same result as one after the other. The second run waits and shows that.
 * The lock is a `FileLock`, never stale. The process id beside it is only for messages.
 * @param root absolute path of the repository
 * @param patience milliseconds to wait for another run; default ten minutes
 * @throws Failure when the other run takes longer, or the lock cannot be acquired at all
 */
export async function withLock<T>(
  root: string,
  progress: Progress,
  work: () => T | Promise<T>,
  patience = tenMinutes,
): Promise<T> {
  makeCache(root);
  return holding(root, progress, 'exclusive', work, patience);
}

/**
 * Runs `work`, which reads generated files, while nobody writes them: any number of readers at once. Where this user
 * cannot write, there is nothing to lock.
 * @throws Failure as {@link withLock}
 */
export async function withSharedLock<T>(
  root: string,
  progress: Progress,
  work: () => T | Promise<T>,
  patience = tenMinutes,
): Promise<T> {
  try {
    makeCache(root);
    open(root).close();
  } catch (error) {
    if (error instanceof Failure && isReadOnly(error.cause)) return work();
    throw error;
  }
  return holding(root, progress, 'shared', work, patience);
}

async function holding<T>(
  root: string,
  progress: Progress,
  mode: LockMode,
  work: () => T | Promise<T>,
  patience: number,
): Promise<T> {
  const held = open(root);
  try {
    const started = performance.now();
    while (!take(held, mode)) {
      if (performance.now() - started > patience) throw tooLong(root, patience);
      progress.update(`waiting for another run to end (${holder(root)})`);
      await setTimeout(50);
    }
    progress.end();
    noteProcess(root);
    return await work();
  } finally {
    held.close();
  }
}

/** Writes the process id for messages of other runs. */
function noteProcess(root: string): void {
  try {
    writeFile(root, pid, `${process.pid}\n`);
  } catch {
    // Nothing depends on it.
  }
}

function isReadOnly(cause: unknown): boolean {
  const isClosed = cause instanceof Error && 'errcode' in cause && cause.errcode === cannotOpen;
  return isClosed || isSystemError(cause, 'EACCES', 'EPERM', 'EROFS');
}

/** Makes `.cache` where it is not there. A link is refused: git does not ignore it, and it may lead anywhere. */
function makeCache(root: string): void {
  const stat = attempt('look at', '.cache', () => entryAt(join(root, '.cache')));
  if (!stat) attempt('make', '.cache', () => mkdirSync(join(root, '.cache'), { recursive: true }));
  else if (!stat.isDirectory())
    throw new Failure(
      `.cache is ${stat.isSymbolicLink() ? 'a symbolic link' : 'not a folder'}, and files are only kept in a real folder of the repository.`,
      'Remove .cache; the next run makes the folder.',
    );
}

function open(root: string): FileLock {
  const stat = attempt('look at', lock, () => entryAt(join(root, lock)));
  if (stat && !stat.isFile()) throw cannotLock(new Error('it is no file'));
  try {
    return openFileLock(join(root, lock));
  } catch (error) {
    throw cannotLock(error);
  }
}

function take(held: FileLock, mode: LockMode): boolean {
  try {
    return held.take(mode);
  } catch (error) {
    throw cannotLock(error);
  }
}

function cannotLock(error: unknown): Failure {
  const reason = error instanceof Error ? error.message : String(error);
  const fix = `Delete ${lock} if it is damaged or not yours; otherwise use a local disk, whose file system has file locks.`;
  return new Failure(`Cannot lock ${lock}: ${reason}.`, fix, error);
}

function tooLong(root: string, patience: number): Failure {
  const waited = `${patience / 1000} s`;
  return new Failure(
    `Another run (${holder(root)}) has not ended within ${waited}.`,
    'End that process, or wait for it.',
  );
}

function holder(root: string): string {
  try {
    return `process ${readFileSync(join(root, pid), 'utf8').trim()}`;
  } catch {
    return 'of another process';
  }
}
