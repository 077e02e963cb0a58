import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Progress } from '../console/progress.ts';
import { type FileLock, openFileLock } from '../files/fileLock.ts';
import { Failure } from '../model/finding.ts';
import { attempt } from './attempt.ts';

const lock = '.cache/generate.lock';
const pid = '.cache/generate.pid';

/**
 * Runs `work` under an exclusive lock across processes: from reading settings to the last file, so that two runs at
 * once give the same result as one after the other. The second run waits and shows that.
 *
 * The lock is a `FileLock`, never stale. The process id beside it is only for messages.
 * @param root absolute path of the repository
 * @param patience milliseconds to wait for another run; default ten minutes
 * @throws Failure when the other run takes longer, or the lock cannot be acquired at all
 */
export async function withLock<T>(
  root: string,
  progress: Progress,
  work: () => T | Promise<T>,
  patience = 600_000,
): Promise<T> {
  attempt('make', '.cache', () => mkdirSync(join(root, '.cache'), { recursive: true }));
  const held = open(root);
  try {
    const started = performance.now();
    while (!take(held)) {
      if (performance.now() - started > patience) throw tooLong(root, patience);
      progress.update(`waiting for another run to end (${holder(root)})`);
      await setTimeout(50);
    }
    progress.end();
    attempt('write', pid, () => writeFileSync(join(root, pid), `${process.pid}\n`));
    return await work();
  } finally {
    held.close();
  }
}

function open(root: string): FileLock {
  try {
    return openFileLock(join(root, lock));
  } catch (error) {
    throw cannotLock(error);
  }
}

function take(held: FileLock): boolean {
  try {
    return held.take();
  } catch (error) {
    throw cannotLock(error);
  }
}

function cannotLock(error: unknown): Failure {
  const reason = error instanceof Error ? error.message : String(error);
  const fix = `Delete ${lock} if it is damaged; otherwise use a local disk, whose file system has file locks.`;
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
