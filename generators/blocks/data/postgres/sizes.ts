import { bytes } from '../../../model/quantity.ts';
import { type GivenSize, memoryPath } from '../../sizes/tooSmall.ts';
import { sharedBuffersPart } from './parameters.ts';
import type { PostgresSettings } from './settings.ts';

/**
 * Memory that an instance takes idle: PostgreSQL 15 as Debian builds it takes 36 MiB, the sum of `Pss` in
 * `/proc/<pid>/smaps_rollup` of all processes of `postgres -c shared_buffers=128kB -c max_connections=500`.
 */
const idle = bytes('36Mi');

/** The least `work_mem` of a connection: the server's default. */
export const leastWorkMemory = bytes('4Mi');

/**
 * A client of PgBouncer: 2 kB, and a packet buffer while it is active, of 4096 bytes.
 * https://www.pgbouncer.org/features.html · https://www.pgbouncer.org/config.html#pkt_buf
 */
const client = bytes('6Ki');

/** What instances and poolers take of memory: buffers are a share of all of it, and connections have to fit beside them. */
export function postgresSizes({ connections, resources, pool }: PostgresSettings): GivenSize[] {
  const sorting = connections * leastWorkMemory;
  const shared = ((idle + sorting) * sharedBuffersPart) / (1 - sharedBuffersPart);
  const source = 'https://www.postgresql.org/docs/current/runtime-config-resource.html';
  const instance = {
    path: memoryPath,
    given: resources.memory,
    parts: [
      { what: 'idle', takes: idle },
      { what: `of work_mem for ${connections} connections`, takes: sorting },
      { what: 'of shared_buffers beside them', takes: Math.ceil(shared) },
    ],
    source,
  };
  if (!pool) return [instance];
  const parts = [{ what: `for ${pool.clients} clients`, takes: pool.clients * client }];
  const pooler = { given: pool.resources.memory, parts, source: 'https://www.pgbouncer.org/features.html' };
  return [instance, { path: ['pool', 'resources', 'memory'], ...pooler }];
}
