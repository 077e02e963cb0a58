import { hash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { cacheFolder } from '../programs/cache.ts';

/**
 * Results of checks, kept by a key that names everything they depend on. What is damaged, or cannot be read, is not
 * there: it is computed again.
 */
export interface Results {
  get<T>(key: string): T | undefined;
  /** Whether one is there and whole. */
  has(key: string): boolean;
  /** @param value JSON */
  put(key: string, value: unknown): void;
  /** Removes one, so that it is computed again. */
  forget(key: string): void;
  /** Writes what is not written yet, and removes what was not used for longest where there is too much. */
  close(): void;
}

/** The most that is kept, in bytes: some ten states of a fleet of 1,000 clusters. */
const most = 512 * 1024 * 1024;

/** Milliseconds that another run may take to write. */
const patience = 5_000;

/** Puts that wait until they are written together. */
const waiting = 256;

/** The file of the results in the cache folder. Its name changes with its format. */
export const resultsFile = (): string => join(cacheFolder(), 'results', 'v1.sqlite');

/**
 * Opens the results of this user, in one file outside of the repository that any number of runs share, safe to delete at any time:
 * SQLite keeps it whole when a process is killed, and each value carries a checksum. Where the file cannot be used, all
 * is in memory for as long as this run takes.
 * @param limit bytes above which the oldest are removed
 */
export function openResults(file = resultsFile(), limit = most): Results {
  let table = open(file);
  /** Works with the file, or without it once it fails: a file that is none is made again, once. */
  const safely = <T>(work: (table: Table) => T): T => {
    try {
      return work(table);
    } catch (error) {
      table = isDamaged(error) ? anew(file) : openTable(':memory:');
      try {
        return work(table);
      } catch {
        table = openTable(':memory:');
        return work(table);
      }
    }
  };
  const pending = new Map<string, Uint8Array>();
  const used = new Set<string>();
  const flush = () => {
    if (pending.size > 0) safely((one) => one.write(pending));
    pending.clear();
  };
  const read = (key: string) => pending.get(key) ?? safely((one) => one.read(key, used));
  return {
    get<T>(key: string) {
      const text = read(key);
      return text === undefined ? undefined : decoded<T>(text);
    },
    has: (key) => read(key) !== undefined,
    put(key, value) {
      pending.set(key, encoded(JSON.stringify(value)));
      if (pending.size >= waiting) flush();
    },
    forget(key) {
      pending.delete(key);
      safely((one) => one.remove(key));
    },
    close() {
      flush();
      safely((one) => one.tidy(used, limit));
      table.close();
    },
  };
}

interface Table {
  read(key: string, used: Set<string>): Uint8Array | undefined;
  write(entries: ReadonlyMap<string, Uint8Array>): void;
  remove(key: string): void;
  tidy(used: ReadonlySet<string>, limit: number): void;
  close(): void;
}

function open(file: string): Table {
  try {
    mkdirSync(dirname(file), { recursive: true });
    return openTable(file);
  } catch (error) {
    return isDamaged(error) ? anew(file) : openTable(':memory:');
  }
}

function anew(file: string): Table {
  try {
    for (const suffix of ['', '-journal']) rmSync(file + suffix, { force: true });
    return openTable(file);
  } catch {
    return openTable(':memory:');
  }
}

function openTable(file: string): Table {
  const database = new DatabaseSync(file, { timeout: patience });
  // No fsync: after a power cut what is damaged is found by its checksum, or by SQLite, and computed again.
  database.exec('PRAGMA synchronous = OFF');
  database.exec('CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, day INTEGER, sum TEXT, value BLOB)');
  const today = Math.floor(Date.now() / 86_400_000);
  const all = {
    read: database.prepare('SELECT day, sum, value FROM kept WHERE key = ?'),
    write: database.prepare('INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)'),
    remove: database.prepare('DELETE FROM kept WHERE key = ?'),
    use: database.prepare('UPDATE kept SET day = ? WHERE key = ?'),
    pages: database.prepare(
      'SELECT (page_count - freelist_count) * page_size AS bytes FROM pragma_page_count, pragma_freelist_count, pragma_page_size',
    ),
    days: database.prepare('SELECT day, sum(length(value) + 150) AS bytes FROM kept GROUP BY day ORDER BY day'),
    until: database.prepare('DELETE FROM kept WHERE day <= ?'),
  } satisfies Record<string, StatementSync>;
  const together = (work: () => void) => {
    database.exec('BEGIN IMMEDIATE');
    try {
      work();
      database.exec('COMMIT');
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  };
  return {
    read(key, used) {
      const row = all.read.get(key);
      if (!row || !(row.value instanceof Uint8Array) || row.sum !== sumOf(key, row.value)) return undefined;
      if (row.day !== today) used.add(key);
      return row.value;
    },
    write(entries) {
      together(() => {
        for (const [key, value] of entries) all.write.run(key, today, sumOf(key, value), value);
      });
    },
    remove: (key) => void all.remove.run(key),
    tidy(used, limit) {
      const bytes = Number(all.pages.get()?.bytes);
      if (used.size === 0 && bytes <= limit) return;
      together(() => {
        for (const key of used) all.use.run(today, key);
        let over = bytes - limit;
        // The oldest days go; where this day alone has too much, all goes.
        for (const { day, bytes: ofDay } of over > 0 ? all.days.all() : []) {
          if (over <= 0) break;
          all.until.run(day ?? 0);
          over -= Number(ofDay);
        }
      });
    },
    close: () => database.close(),
  };
}

/** SQLITE_CORRUPT and SQLITE_NOTADB, and SQLITE_ERROR for another table of the same name: https://sqlite.org/rescode.html */
const damaged = [1, 11, 26];

function isDamaged(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && damaged.includes(Number(error.errcode) & 0xff);
}

function sumOf(key: string, value: Uint8Array): string {
  return hash('sha256', Buffer.concat([Buffer.from(key), value]));
}

/**
 * Bytes below which a value is kept as it is: to start the compressor takes a quarter of a millisecond, longer than to
 * read so few.
 */
const few = 4 * 1024;

/** The first byte of what Zstandard compressed (RFC 8878): no JSON begins so. */
const compressed = 0x28;

function encoded(text: string): Uint8Array {
  const bytes = Buffer.from(text);
  return bytes.length < few ? bytes : zstdCompressSync(bytes);
}

function decoded<T>(value: Uint8Array): T | undefined {
  try {
    const bytes =
      value[0] === compressed ? zstdDecompressSync(value) : Buffer.from(value.buffer, value.byteOffset, value.length);
    return JSON.parse(bytes.toString()) as T;
  } catch {
    return undefined;
  }
}
