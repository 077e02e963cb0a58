import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { postgresParameters } from './parameters.ts';

const cases = [
  {
    title: 'an instance that is far too small, which settings refuse, still has buffers',
    size: { memory: '1Mi', storage: '1Mi', connections: 20 },
    parameters: {
      max_connections: '20',
      shared_buffers: '1MB',
      effective_cache_size: '1MB',
      work_mem: '4MB',
      maintenance_work_mem: '1MB',
      max_slot_wal_keep_size: '1MB',
    },
  },
  {
    title: 'a small instance keeps the server’s own least memory for a sort',
    size: { memory: '512Mi', storage: '2Gi', connections: 200 },
    parameters: {
      max_connections: '200',
      shared_buffers: '128MB',
      effective_cache_size: '384MB',
      work_mem: '4MB',
      maintenance_work_mem: '32MB',
      max_slot_wal_keep_size: '512MB',
    },
  },
  {
    title: 'an ordinary instance shares a quarter of its memory among its connections',
    size: { memory: '8Gi', storage: '100Gi', connections: 100 },
    parameters: {
      max_connections: '100',
      shared_buffers: '2048MB',
      effective_cache_size: '6144MB',
      work_mem: '20MB',
      maintenance_work_mem: '512MB',
      max_slot_wal_keep_size: '25600MB',
    },
  },
  {
    title: 'a large instance gives maintenance 1 GB and no more',
    size: { memory: '64Gi', storage: '1Ti', connections: 1000 },
    parameters: {
      max_connections: '1000',
      shared_buffers: '16384MB',
      effective_cache_size: '49152MB',
      work_mem: '16MB',
      maintenance_work_mem: '1024MB',
      max_slot_wal_keep_size: '262144MB',
    },
  },
];

for (const { title, size, parameters } of cases) {
  test(title, () => assert.deepEqual(postgresParameters(size), parameters));
}

test('buffers and what all connections may sort in at once take at most half of memory, beyond the least of 4 MB', () => {
  const megabytes = (text: string | undefined) => Number(text?.replace('MB', ''));
  fc.assert(
    fc.property(fc.integer({ min: 256, max: 400_000 }), fc.integer({ min: 20, max: 5000 }), (memory, connections) => {
      const found = postgresParameters({ memory: `${memory}Mi`, storage: '10Gi', connections });
      const sorts = megabytes(found.work_mem) > 4 ? megabytes(found.work_mem) * connections : 0;
      assert.ok(megabytes(found.shared_buffers) + sorts <= memory / 2);
    }),
  );
});
