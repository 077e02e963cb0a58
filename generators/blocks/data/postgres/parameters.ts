import { bytes } from '../../../model/quantity.ts';

/** Size of an instance, from which its parameters follow. */
export interface PostgresSize {
  /** Memory limit of one instance. PostgreSQL may use all of it. */
  readonly memory: string;
  /** Size of the volume of one instance. */
  readonly storage: string;
  /** Maximum number of connections, of all clients together. */
  readonly connections: number;
}

/** The part of its memory that an instance has for `shared_buffers`. */
export const sharedBuffersPart = 1 / 4;

/**
 * Parameters of PostgreSQL, computed from the size of an instance.
 * - `shared_buffers`: a quarter of memory, the documentation's starting value
 * - `effective_cache_size`, for the planner: three quarters of memory, page cache included
 * - `work_mem`, for one sort or hash: a quarter of memory divided by all connections, at least the server's default of
 *   4 MB
 * - `maintenance_work_mem`, for vacuum and index builds: a sixteenth of memory, at most 1 GB
 * - `max_slot_wal_keep_size`: a quarter of the volume. The primary keeps the log (WAL) for a standby that is away;
 *   without a limit the disk would fill, and all writes would stop. A standby that is away for longer is rebuilt.
 *
 * https://www.postgresql.org/docs/current/runtime-config-resource.html ·
 * https://cloudnative-pg.io/documentation/current/replication/#capping-the-wal-size-retained-for-replication-slots
 */
export function postgresParameters({ memory, storage, connections }: PostgresSize): Record<string, string> {
  const total = megabytes(memory);
  return {
    max_connections: String(connections),
    shared_buffers: format(total * sharedBuffersPart),
    effective_cache_size: format((total * 3) / 4),
    work_mem: format(Math.max(total / 4 / connections, 4)),
    maintenance_work_mem: format(Math.min(total / 16, 1024)),
    max_slot_wal_keep_size: format(megabytes(storage) / 4),
  };
}

/** A MB of PostgreSQL is 1024 × 1024 bytes, a Mi of Kubernetes. */
function megabytes(quantity: string): number {
  return bytes(quantity) / 2 ** 20;
}

/** At least 1 MB: the server does not start with none, and refuses a `shared_buffers` below 128 kB. */
function format(value: number): string {
  return `${Math.max(1, Math.floor(value))}MB`;
}
