import { bytes } from '../../../model/quantity.ts';
import { type GivenSize, memoryPath } from '../../sizes/tooSmall.ts';
import type { CassandraSettings } from './settings.ts';

/**
 * The least heap: Cassandra 5.0 starts with it and takes its schema, which `npm run test:documents` does with `-Xmx512m`.
 * As much is beside it: off-heap memory, the management API and the page cache.
 */
const heap = bytes('512Mi');

/** What a node takes of memory. */
export function cassandraSizes({ resources }: CassandraSettings): GivenSize[] {
  return [
    {
      path: memoryPath,
      given: resources.memory,
      parts: [
        { what: 'of heap', takes: heap },
        { what: 'beside it', takes: heap },
      ],
      source: 'https://cassandra.apache.org/doc/latest/cassandra/managing/operating/hardware.html',
    },
  ];
}
