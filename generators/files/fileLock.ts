import { DatabaseSync } from 'node:sqlite';

/** SQLITE_BUSY, another connection holds the lock: https://www.sqlite.org/rescode.html#busy */
const busy = 5;

/** An exclusive lock on a file, across processes. */
export interface FileLock {
  /** Takes the lock, without waiting: false while somebody else has it. */
  take(): boolean;
  /** Releases it. */
  close(): void;
}

/**
 * A lock on a file, which is made where it is missing. The operating system holds the lock and releases it when the
 * process exits or is killed, so a lock is never stale. Node.js has no file locks of its own, but it ships SQLite, which
 * locks files on all systems: the lock is that of an empty database to which nothing is ever written.
 * @throws what SQLite throws when the file cannot be opened or locked
 */
export function openFileLock(path: string): FileLock {
  const database = new DatabaseSync(path, { timeout: 0 });
  database.exec('PRAGMA journal_mode = MEMORY');
  return {
    take() {
      try {
        database.exec('BEGIN IMMEDIATE');
        return true;
      } catch (error) {
        if (error instanceof Error && 'errcode' in error && error.errcode === busy) return false;
        throw error;
      }
    },
    close: () => database.close(),
  };
}
