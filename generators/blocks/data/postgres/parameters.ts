import { bytes } from '../../../model/quantity.ts';

/** What the parameters of a server depend on. */
export interface PostgresSize {
  /** Memory of one instance, of which PostgreSQL gets all. */
  readonly memory: string;
  /** Size of one instance's volume. */
  readonly storage: string;
  /** Most connections at once, of all clients together. */
  readonly connections: number;
}

/**
 * PostgreSQL's own settings, from what it may use. A quarter of memory for shared buffers is the documentation's
 * starting value. The planner reckons with three quarters, page cache included. Another quarter, divided by all
 * connections, is what one sort or hash may take, but no less than the server's default of 4 MB; a sixteenth, at most
 * 1 GB, what vacuum and index builds may take.
 *
 * A standby that stays away keeps the primary's log: at most a quarter of the volume, else the full disk would stop all
 * writes. Beyond that the standby is rebuilt.
 *
 * https://www.postgresql.org/docs/current/runtime-config-resource.html ·
 * https://cloudnative-pg.io/documentation/current/replication/#capping-the-wal-size-retained-for-replication-slots
 */
export function postgresParameters({ memory, storage, connections }: PostgresSize): Record<string, string> {
  const total = megabytes(memory);
  return {
    max_connections: String(connections),
    shared_buffers: format(total / 4),
    effective_cache_size: format((total * 3) / 4),
    work_mem: format(Math.max(total / 4 / connections, 4)),
    maintenance_work_mem: format(Math.min(total / 16, 1024)),
    max_slot_wal_keep_size: format(megabytes(storage) / 4),
  };
}

/** PostgreSQL's MB are 1024 × 1024 bytes, Kubernetes' Mi. */
function megabytes(quantity: string): number {
  return bytes(quantity) / 2 ** 20;
}

function format(value: number): string {
  return `${Math.floor(value)}MB`;
}
