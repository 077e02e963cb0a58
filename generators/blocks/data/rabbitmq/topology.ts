import { type Resource, resource } from '../../../model/resource.ts';
import { metadataOf } from '../shared/system.ts';
import type { QueueAccess } from './names.ts';
import type { RabbitmqSystem } from './system.ts';
import type { RabbitmqObject } from './types.ts';

/**
 * What stands on the broker for one queue: an exchange of the queue's name, to which publishers write with any routing
 * key; the durable quorum queue; and beside it a queue for dead letters, each moved there at least once, so that none is
 * lost on the way: `reject-publish` is what that strategy asks for. All of it is in the default virtual host, which is
 * what an address without a path means. A queue that is taken out of git stays on the broker, with its messages.
 *
 * One user for each way of use: a publisher cannot read, a consumer cannot write, and neither can change anything here.
 * Not one for each app: an edge to a queue says how it is used, and its endpoint is the same for whoever has it.
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

/** A regular expression that no name meets. */
const nothing = '^$';

/** A regular expression that one name meets. */
function exactly(name: string): string {
  return `^${name.replaceAll('.', '\\.')}$`;
}
