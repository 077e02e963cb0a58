import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mysqlConfiguration } from './configuration.ts';

const Mi = 2 ** 20;

const cases = [
  { memory: '768Mi', connections: 50, pool: 256 },
  { memory: '768Mi', connections: 128, pool: 256 },
  { memory: '768Mi', connections: 129, pool: 128 },
  { memory: '2Gi', connections: 200, pool: 1024 },
  { memory: '8Gi', connections: 500, pool: 4096 },
  { memory: '8Gi', connections: 6000, pool: 1792 },
];

for (const { memory, connections, pool } of cases) {
  test(`${memory} and ${connections} connections leave ${pool} MiB for the buffer pool`, () => {
    assert.equal(
      mysqlConfiguration({ memory, connections }),
      [
        '[mysqld]',
        `max_connections=${connections}`,
        `innodb_buffer_pool_size=${pool * Mi}`,
        `innodb_buffer_pool_chunk_size=${128 * Mi}`,
        'innodb_buffer_pool_instances=1',
        'binlog_expire_logs_seconds=259200',
        '',
      ].join('\n'),
    );
  });
}

test('the buffer pool is whole chunks, at least one, and never more than half of memory beyond that', () => {
  const sizes = fc.record({
    gibibytes: fc.integer({ min: 1, max: 512 }),
    connections: fc.integer({ min: 50, max: 10000 }),
  });
  fc.assert(
    fc.property(sizes, ({ gibibytes, connections }) => {
      const text = mysqlConfiguration({ memory: `${gibibytes}Gi`, connections });
      const pool = Number(/^innodb_buffer_pool_size=(\d+)$/m.exec(text)?.[1]);
      assert.equal(pool % (128 * Mi), 0);
      assert.ok(pool >= 128 * Mi && pool <= Math.max(128 * Mi, gibibytes * 512 * Mi));
    }),
  );
});
