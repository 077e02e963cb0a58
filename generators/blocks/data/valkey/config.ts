import { bytes } from '../../../model/quantity.ts';

/** Purpose of a server: a full cache evicts keys, a full broker refuses writes. */
export type ValkeyPurpose = 'cache' | 'broker';

/** What a full cache forgets: https://valkey.io/topics/lru-cache/#eviction-policies */
export const evictions = [
  'allkeys-lru',
  'allkeys-lfu',
  'allkeys-random',
  'volatile-lru',
  'volatile-lfu',
  'volatile-random',
  'volatile-ttl',
] as const;
/** A policy of eviction: among all keys, or among those with a time to live. */
export type Eviction = (typeof evictions)[number];

/** The part of its memory that data may fill. */
export const dataPart = 0.65;

/**
 * `valkey.conf`, without the lines that differ between members (`valkeyScripts` adds those). Data may fill 65 % of
 * memory. The rest is for buffers, which eviction does not count, and for pages that are copied on write while a child
 * process saves.
 *
 * A cache writes nothing to disk; a new replica gets its copy over the network. A broker appends every write to a log
 * and syncs it each second. Its primary refuses writes if no replica has answered for ten seconds, so a primary that is
 * cut off stops taking them.
 * https://github.com/valkey-io/valkey/blob/9.1/valkey.conf ·
 * https://valkey.io/topics/replication/#allow-writes-only-with-n-attached-replicas
 */
export function valkeyConfig(
  purpose: ValkeyPurpose,
  memory: string,
  members: number,
  eviction: Eviction = 'allkeys-lru',
): string {
  const total = bytes(memory);
  const share = (part: number) => String(Math.floor(total * part));
  const lines = [
    'port 6379',
    'dir /data',
    `maxmemory ${share(dataPart)}`,
    `maxmemory-policy ${purpose === 'cache' ? eviction : 'noeviction'}`,
    // Disconnects clients that read too slowly, before their buffers take memory from data.
    'maxmemory-clients 10%',
    `client-output-buffer-limit replica ${share(1 / 8)} ${share(1 / 16)} 60`,
    `repl-backlog-size ${share(1 / 32)}`,
    'repl-diskless-load on-empty-db',
    'repl-diskless-sync-delay 1',
    'tcp-keepalive 60',
    'save ""',
    `appendonly ${purpose === 'cache' ? 'no' : 'yes'}`,
    ...(purpose === 'broker' && members > 1 ? ['min-replicas-to-write 1', 'min-replicas-max-lag 10'] : []),
  ];
  return `${lines.join('\n')}\n`;
}
