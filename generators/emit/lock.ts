import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import type { Progress } from '../console/progress.ts';
import { Failure } from '../model/finding.ts';
import { attempt } from './attempt.ts';

const lock = '.cache/generate.lock';
const pid = '.cache/generate.pid';
const busy = 5;

/**
 * Runs `work` under an exclusive lock across processes: from reading settings to the last file, so that two runs at
 * once give the same result as one after the other. The second run waits and shows that.
 *
 * The operating system holds the lock and releases it when the process exits or is killed, so a lock is never stale.
 * Node.js has no file locks of its own, but it ships SQLite, which locks files on all systems: the lock is that of an
 * empty database to which nothing is ever written. The process id beside it is only for messages.
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
  const database = open(root);
  try {
    const started = performance.now();
    while (!take(database)) {
      if (performance.now() - started > patience) throw tooLong(root, patience);
      progress.update(`waiting for another run to end (${holder(root)})`);
      await setTimeout(50);
    }
    progress.end();
    attempt('write', pid, () => writeFileSync(join(root, pid), `${process.pid}\n`));
    return await work();
  } finally {
    database.close();
  }
}

function open(root: string): DatabaseSync {
  try {
    const database = new DatabaseSync(join(root, lock), { timeout: 0 });
    database.exec('PRAGMA journal_mode = MEMORY');
    return database;
  } catch (error) {
    throw cannotLock(error);
  }
}

function take(database: DatabaseSync): boolean {
  try {
    database.exec('BEGIN IMMEDIATE');
    return true;
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) return false;
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
