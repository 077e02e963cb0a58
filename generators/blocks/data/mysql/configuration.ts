import { bytes } from '../../../model/quantity.ts';

/** What the configuration of a server depends on. */
export interface MysqlSize {
  /** Memory of one server, of which MySQL gets all. */
  readonly memory: string;
  /** Most connections at once. */
  readonly connections: number;
}

/** Memory that the server needs beside its buffer pool before anybody connects: performance schema, replication. */
const base = 384 * 2 ** 20;
/** Least memory of a connection that works: thread stack and buffers. */
const perConnection = 2 ** 20;
/** What the server rounds the pool to, one instance of it. */
const chunk = 128 * 2 ** 20;

/**
 * MySQL's own settings, from what it may use. Half of memory for the buffer pool, which the operator would take too, but
 * no more than what base and connections leave; rounded down to the chunks that the server would round up to. Binary
 * logs are kept three days: a server away for longer is cloned anew instead.
 * https://dev.mysql.com/doc/refman/8.4/en/innodb-buffer-pool-resize.html ·
 * https://dev.mysql.com/doc/refman/8.4/en/memory-use.html
 */
export function mysqlConfiguration({ memory, connections }: MysqlSize): string {
  const total = bytes(memory);
  const pool = Math.min(total / 2, total - base - connections * perConnection);
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
