import type { ClusterView } from '../../../generators/model/rule.ts';
import { commandOf, configFilesOf } from '../../kubernetes/configFiles.ts';
import { list } from '../../kubernetes/reading.ts';
import { bytesOf } from '../../kubernetes/sizes.ts';
import type { ContainerOf, Workload } from '../../kubernetes/workload.ts';

/**
 * The options of a server of Valkey or Redis, in its arguments or in a file that it mounts; none of another container.
 * https://valkey.io/topics/valkey.conf/
 */
export function valkeyOptions(view: ClusterView, workload: Workload, one: ContainerOf): ReadonlyMap<string, string> {
  const command = commandOf(one);
  const isServer =
    /(valkey|redis)-server/.test(command) ||
    list(one.container.ports).some(({ containerPort }) => containerPort === 6379);
  if (!isServer) return new Map();
  const lines = [...configFilesOf(view, workload, one), command.replaceAll(/(^|\s)--(?=[a-z])/g, '\n')].join('\n');
  return new Map(
    [...lines.matchAll(/^[ \t]*([a-z-]+)[ \t]+(\S+)[ \t]*$/gim)].map(([, name = '', value = '']) => [name, value]),
  );
}

/** What of its memory data may fill; 0 where nothing limits it. */
export function maxmemory(options: ReadonlyMap<string, string>): number {
  return bytesOf(options.get('maxmemory'));
}

/**
 * How a server makes room when its memory is full; undefined where it refuses writes instead, which is the default.
 * https://valkey.io/topics/lru-cache/
 */
export function eviction(options: ReadonlyMap<string, string>): string | undefined {
  const policy = options.get('maxmemory-policy');
  return policy === undefined || policy === 'noeviction' || maxmemory(options) === 0 ? undefined : policy;
}
