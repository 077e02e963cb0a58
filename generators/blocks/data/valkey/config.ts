import { bytes } from '../../../model/quantity.ts';

/** What a server is for: a cache forgets what was not used for long, a broker refuses writes when it is full. */
export type ValkeyPurpose = 'cache' | 'broker';

/**
 * `valkey.conf`, but for what differs between members (see `valkeyScripts`). Data may fill 65 % of memory: the rest is
 * for buffers, which eviction does not count, and for pages that are copied while a child process writes them out.
 *
 * A cache keeps nothing on disk; a new replica gets its copy over the network alone. A broker logs every write and
 * syncs each second. It takes none while no replica was heard for ten seconds, so that one that is cut off stops.
 * https://github.com/valkey-io/valkey/blob/9.1/valkey.conf ·
 * https://valkey.io/topics/replication/#allow-writes-only-with-n-attached-replicas
 */
export function valkeyConfig(purpose: ValkeyPurpose, memory: string, members: number): string {
  const total = bytes(memory);
  const share = (part: number) => String(Math.floor(total * part));
  const lines = [
    'port 6379',
    'dir /data',
    `maxmemory ${share(0.65)}`,
    `maxmemory-policy ${purpose === 'cache' ? 'allkeys-lru' : 'noeviction'}`,
    // Clients that read slower than they are written to are cut off before they take the memory of data.
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
