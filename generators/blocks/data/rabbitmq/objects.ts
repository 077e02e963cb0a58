import { type Resource, resource } from '../../../model/resource.ts';
import { metadataOf } from '../shared/system.ts';
import type { RabbitmqSystem } from './system.ts';
import type { RabbitmqObject } from './types.ts';

/** What a user may do: the exchanges that it writes to, and the queues that it reads. */
export interface Rights {
  readonly write: readonly string[];
  readonly read: readonly string[];
}

/**
 * Makers of the topology operator's objects on one broker. The first parameter of each is the object's name in
 * Kubernetes, the second its name on the broker. All are in the default virtual host, which an address without a path
 * means.
 */
export function objectsOn(system: RabbitmqSystem) {
  const place = { vhost: '/', rabbitmqClusterReference: { name: system.app.name } };
  const api = { apiVersion: 'rabbitmq.com/v1beta1' } as const;
  const metadata = (name: string) => metadataOf(system, name);
  const make = (object: RabbitmqObject): Resource => resource(object);
  return {
    /** A queue that is removed from git stays on the broker with its messages. */
    queue: (object: string, name: string) =>
      make({
        ...api,
        kind: 'Queue',
        metadata: metadata(object),
        spec: { ...place, name, type: 'quorum', durable: true, deletionPolicy: 'retain' },
      }),
    exchange: (object: string, name: string, type: 'topic' | 'fanout') =>
      make({ ...api, kind: 'Exchange', metadata: metadata(object), spec: { ...place, name, type, durable: true } }),
    /** @param key `#`, which is every key, at an exchange that reads keys */
    binding: (object: string, source: string, destination: string, key?: '#') =>
      make({
        ...api,
        kind: 'Binding',
        metadata: metadata(object),
        spec: { ...place, source, destination, destinationType: 'queue', ...(key && { routingKey: key }) },
      }),
    policy: (object: string, name: string, definition: Record<string, string | number>) =>
      make({
        ...api,
        kind: 'Policy',
        metadata: metadata(object),
        spec: { ...place, name, pattern: exactly([name]), applyTo: 'quorum_queues', priority: 0, definition },
      }),
    /** A user without a right to declare or delete anything: https://www.rabbitmq.com/docs/access-control */
    user: (name: string, { write, read }: Rights) => [
      make({
        ...api,
        kind: 'User',
        metadata: metadata(name),
        spec: { rabbitmqClusterReference: place.rabbitmqClusterReference },
      }),
      make({
        ...api,
        kind: 'Permission',
        metadata: metadata(name),
        spec: {
          ...place,
          userReference: { name },
          permissions: { configure: exactly([]), write: exactly(write), read: exactly(read) },
        },
      }),
    ],
  };
}

/** Regular expression that matches exactly these names; of none, no name. */
function exactly(names: readonly string[]): string {
  const escaped = names.map((name) => name.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return escaped.length > 1 ? `^(${escaped.join('|')})$` : `^${escaped.join('')}$`;
}
