import { subscriptionQueue } from '../../../model/broker.ts';
import type { Resource } from '../../../model/resource.ts';
import { commonUser, deadLetters, deadObjectName, objectName, ownUser } from './names.ts';
import { objectsOn, type Rights } from './objects.ts';
import type { RabbitmqSystem } from './system.ts';
import { hasOwnUser, type Way, waysOfUsers } from './ways.ts';

/**
 * Objects on the broker for its queues and topics, and for who uses them.
 *
 * A queue has an exchange of its name, to which publishers write with any routing key. A topic is such an exchange, with
 * a queue for each app that subscribes and runs in the cluster: none fills up for an app that does not run. What an app
 * has not taken when it goes stays in its queue, to which nothing is added any more.
 *
 * The two users in common stay when a broker gets more than one queue: what runs logs in as these until it is rolled out.
 */
export function brokerTopology(system: RabbitmqSystem): Resource[] {
  const { contract, inputs } = system;
  const { exchange, user } = objectsOn(system);
  const users = [...waysOfUsers(inputs.graph.usedBy)];
  const subscribersOf = (topic: string) =>
    users.filter(([, ways]) => ways.some((way) => way.access === 'subscribe' && way.destination === topic));
  return [
    ...contract.queues.flatMap((queue) => [
      exchange(objectName(contract.name, queue), queue, 'topic'),
      ...fedQueue(system, queue, queue),
    ]),
    ...contract.topics.flatMap((topic) => [
      exchange(objectName(contract.name, topic), topic, 'topic'),
      ...subscribersOf(topic).flatMap(([app]) => fedQueue(system, topic, subscriptionQueue(topic, app))),
    ]),
    ...user(commonUser(contract.name, 'publish'), { write: [contract.name], read: [] }),
    ...user(commonUser(contract.name, 'consume'), { write: [], read: [contract.name] }),
    ...users
      .filter(([, ways]) => hasOwnUser(contract, ways))
      .flatMap(([app, ways]) => user(ownUser(contract.name, app), rightsOf(app, ways))),
  ];
}

/**
 * A durable quorum queue that gets every message of an exchange, and a queue for its dead letters. Dead letters are
 * moved at least once, so none is lost; this strategy requires the overflow behaviour `reject-publish`.
 * https://www.rabbitmq.com/docs/quorum-queues#dead-lettering
 */
function fedQueue(system: RabbitmqSystem, exchangeName: string, name: string): Resource[] {
  const { contract, settings } = system;
  const { queue, exchange, binding, policy } = objectsOn(system);
  const [object, deadObject] = [objectName(contract.name, name), deadObjectName(contract.name, name)];
  const dead = deadLetters(name);
  return [
    queue(object, name),
    binding(object, exchangeName, name, '#'),
    policy(object, name, {
      'delivery-limit': settings.deliveryLimit,
      'dead-letter-exchange': dead,
      'dead-letter-strategy': 'at-least-once',
      overflow: 'reject-publish',
    }),
    exchange(deadObject, dead, 'fanout'),
    queue(deadObject, dead),
    binding(deadObject, dead, dead),
    policy(deadObject, dead, { 'message-ttl': settings.deadLetterDays * dayMilliseconds }),
  ];
}

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** The rights of somebody who uses the broker in some ways. */
function rightsOf(app: string, ways: readonly Way[]): Rights {
  const to = (access: Way['access']) => ways.filter((way) => way.access === access).map((way) => way.destination);
  return {
    write: to('publish'),
    read: [...to('consume'), ...to('subscribe').map((one) => subscriptionQueue(one, app))],
  };
}
