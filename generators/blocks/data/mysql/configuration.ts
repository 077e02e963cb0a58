import { bytes } from '../../../model/quantity.ts';

/** Size of a server, from which its configuration follows. */
export interface MysqlSize {
  /** Memory limit of one server. MySQL may use all of it. */
  readonly memory: string;
  /** Maximum number of connections. */
  readonly connections: number;
}

/** What a server takes of memory, in bytes. */
export const mysqlMemory = {
  /** Beside its buffer pool without any connection: performance schema, replication. */
  idle: 384 * 2 ** 20,
  /** The least of an active connection: thread stack and buffers. */
  perConnection: 2 ** 20,
  /** The server rounds the buffer pool up to a multiple of this: the chunk size, times one instance. */
  leastPool: 128 * 2 ** 20,
} as const;

/**
 * Configuration file of MySQL, computed from its size. The buffer pool gets half of the memory, which is also the
 * operator's choice, but no more than base and connections leave. It is rounded down to whole chunks, because the
 * server would round it up. Binary logs are kept for three days: a server that was away for longer is cloned anew.
 * https://dev.mysql.com/doc/refman/8.4/en/innodb-buffer-pool-resize.html ·
 * https://dev.mysql.com/doc/refman/8.4/en/memory-use.html
 */
export function mysqlConfiguration({ memory, connections }: MysqlSize): string {
  const total = bytes(memory);
  const { idle, perConnection, leastPool: chunk } = mysqlMemory;
  const pool = Math.min(total / 2, total - idle - connections * perConnection);
  const chunks = Math.max(1, Math.floor(pool / chunk));
  return [
    '[mysqld]',
    `max_connections=${connections}`,
    `innodb_buffer_pool_size=${chunks * chunk}`,
    `innodb_buffer_pool_chunk_size=${chunk}`,
    'innodb_buffer_pool_instances=1',
    'binlog_expire_logs_seconds=259200',
    '',
  ].join('\n');
}
