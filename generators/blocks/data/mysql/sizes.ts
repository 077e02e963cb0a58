import { bytes } from '../../../model/quantity.ts';
import { type GivenSize, memoryPath } from '../../sizes/tooSmall.ts';
import { mysqlMemory } from './configuration.ts';
import type { MysqlSettings } from './settings.ts';

/** Most connections that a proxy holds: `build/haproxy-global.cfg` of the operator. */
const proxied = 2048;

/** A connection of HAProxy: a buffer for each direction. https://docs.haproxy.org/2.8/configuration.html#tune.bufsize */
const buffers = 2 * bytes('16Ki');

/** What servers and proxies take of memory. */
export function mysqlSizes({ connections, resources, proxy }: MysqlSettings): GivenSize[] {
  const { idle, perConnection, leastPool } = mysqlMemory;
  return [
    {
      path: memoryPath,
      given: resources.memory,
      parts: [
        { what: 'idle', takes: idle },
        { what: `for ${connections} connections`, takes: connections * perConnection },
        { what: 'for the least buffer pool', takes: leastPool },
      ],
      source: 'https://dev.mysql.com/doc/refman/8.4/en/memory-use.html',
    },
    {
      path: ['proxy', 'memory'],
      given: proxy.memory,
      parts: [{ what: `for ${proxied} connections`, takes: proxied * buffers }],
      source: 'https://docs.haproxy.org/2.8/configuration.html#tune.bufsize',
    },
  ];
}
