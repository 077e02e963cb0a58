import { DatabaseSync } from 'node:sqlite';

/** SQLITE_BUSY, another connection holds the lock: https://www.sqlite.org/rescode.html#busy */
const busy = 5;

/**
 * The transactions that hold a lock, never committed: https://sqlite.org/lang_transaction.html. The write is what fails
 * where the file is read-only: the transaction alone would begin as one that reads, and would keep nobody out.
 */
const transactions = {
  exclusive: 'BEGIN EXCLUSIVE; PRAGMA user_version = 1',
  shared: 'BEGIN; SELECT 1 FROM sqlite_schema',
} as const;

/** One holder, or any number of them that keep out the one. */
export type LockMode = keyof typeof transactions;

/** A lock on a file, across processes. */
export interface FileLock {
  /** Takes the lock, without waiting: false while somebody else has it. */
  take(mode: LockMode): boolean;
  /** Releases it. */
  close(): void;
}

/**
 * A lock on a file, which is made where it is missing. The operating system holds the lock and releases it when the
 * process exits or is killed, so a lock is never stale. Node.js has no file locks of its own, but it ships SQLite, which
 * locks files on all systems: the lock is that of an empty database, in a transaction that is never committed.
 * @throws what SQLite throws when the file cannot be opened or locked
 */
export function openFileLock(path: string): FileLock {
  const database = new DatabaseSync(path, { timeout: 0 });
  return {
    take(mode) {
      try {
        // No journal on disk: nothing is ever written.
        database.exec(`PRAGMA journal_mode = MEMORY; ${transactions[mode]}`);
        return true;
      } catch (error) {
        if (error instanceof Error && 'errcode' in error && error.errcode === busy) return false;
        throw error;
      }
    },
    close: () => database.close(),
  };
}
