import { type Resource, resource } from '../../../model/resource.ts';
import { metadataOf } from '../shared/system.ts';
import type { QueueAccess } from './names.ts';
import type { RabbitmqSystem } from './system.ts';
import type { RabbitmqObject } from './types.ts';

/**
 * Objects on the broker for one queue: an exchange with the queue's name, to which publishers write with any routing
 * key; the durable quorum queue; and a queue for its dead letters. Dead letters are moved at least once, so none is
 * lost; this strategy requires the overflow behaviour `reject-publish`. All objects are in the default virtual host,
 * which an address without a path means. A queue that is removed from git stays on the broker with its messages.
 *
 * There is one user that publishes and one that consumes. The first cannot read, the second cannot write, and neither
 * can declare or delete anything. Apps have no users of their own, because the endpoint of an edge depends on how the
 * queue is used, not on the app.
 *
 * https://www.rabbitmq.com/docs/quorum-queues#dead-lettering · https://www.rabbitmq.com/docs/access-control
 */
export function queueTopology(system: RabbitmqSystem): Resource[] {
  const { app, name: queue, settings } = system;
  const dead = `${queue}.dead`;
  const place = { vhost: '/', rabbitmqClusterReference: { name: app.name } };
  const metadata = (name: string) => metadataOf(system, name);
  const api = { apiVersion: 'rabbitmq.com/v1beta1' } as const;
  const queueOf = (object: string, name: string): RabbitmqObject => ({
    ...api,
    kind: 'Queue',
    metadata: metadata(object),
    spec: { ...place, name, type: 'quorum', durable: true, deletionPolicy: 'retain' },
  });
  const exchangeOf = (object: string, name: string, type: 'topic' | 'fanout'): RabbitmqObject => ({
    ...api,
    kind: 'Exchange',
    metadata: metadata(object),
    spec: { ...place, name, type, durable: true },
  });
  const bindingOf = (object: string, name: string, key: { routingKey?: string }): RabbitmqObject => ({
    ...api,
    kind: 'Binding',
    metadata: metadata(object),
    spec: { ...place, source: name, destination: name, destinationType: 'queue', ...key },
  });
  const policyOf = (object: string, name: string, definition: Record<string, string | number>): RabbitmqObject => ({
    ...api,
    kind: 'Policy',
    metadata: metadata(object),
    spec: { ...place, name, pattern: exactly(name), applyTo: 'quorum_queues', priority: 0, definition },
  });
  const userOf = (access: QueueAccess, rights: { write: string; read: string }): RabbitmqObject[] => {
    const name = `${queue}-${access}`;
    const { rabbitmqClusterReference } = place;
    return [
      { ...api, kind: 'User', metadata: metadata(name), spec: { rabbitmqClusterReference } },
      {
        ...api,
        kind: 'Permission',
        metadata: metadata(name),
        spec: { ...place, userReference: { name }, permissions: { configure: nothing, ...rights } },
      },
    ];
  };
  const objects: RabbitmqObject[] = [
    queueOf(queue, queue),
    queueOf(`${queue}-dead`, dead),
    exchangeOf(queue, queue, 'topic'),
    exchangeOf(`${queue}-dead`, dead, 'fanout'),
    bindingOf(queue, queue, { routingKey: '#' }),
    bindingOf(`${queue}-dead`, dead, {}),
    policyOf(queue, queue, {
      'delivery-limit': settings.deliveryLimit,
      'dead-letter-exchange': dead,
      'dead-letter-strategy': 'at-least-once',
      overflow: 'reject-publish',
    }),
    policyOf(`${queue}-dead`, dead, { 'message-ttl': settings.deadLetterDays * dayMilliseconds }),
    ...userOf('publish', { write: exactly(queue), read: nothing }),
    ...userOf('consume', { write: nothing, read: exactly(queue) }),
  ];
  return objects.map((object) => resource(object));
}

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** Regular expression that matches no name. */
const nothing = '^$';

/** Regular expression that matches exactly this name. */
function exactly(name: string): string {
  return `^${name.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`;
}
