import { destinationOf } from '../../../model/broker.ts';
import type { BrokerContract, Edge, QueueEdge, TopicEdge } from '../../../model/edge.ts';
import type { Caller } from '../../../model/inputs.ts';

/** How somebody uses a queue or a topic of a broker. */
export interface Way {
  readonly access: (QueueEdge | TopicEdge)['access'];
  readonly destination: string;
}

/** The way of an edge, then the other ways in which the same user uses the same broker. */
export function waysOf(edge: QueueEdge | TopicEdge, all: Readonly<Record<string, Edge>>): readonly [Way, ...Way[]] {
  const way = wayOf(edge);
  const others = Object.values(all).flatMap((one) => {
    if (one.to !== 'queue' || one.contract.name !== edge.contract.name) return [];
    const other = wayOf(one);
    return other.access === way.access && other.destination === way.destination ? [] : [other];
  });
  return [way, ...others];
}

/** The ways of everybody who uses a broker in a cluster, by name. */
export function waysOfUsers(usedBy: readonly Caller[]): ReadonlyMap<string, readonly Way[]> {
  const users = new Map<string, Way[]>();
  for (const { app, port, destination = '' } of usedBy) {
    users.set(app, [...(users.get(app) ?? []), { access: port as Way['access'], destination }]);
  }
  return users;
}

/**
 * Whether somebody logs in as a user of its own. Of a broker with one queue, those that publish have a user in common,
 * and those that consume. Who does both, or uses a broker that has more, has one for all its ways: its program connects
 * once, and another way changes the rights of its user, not the user.
 */
export function hasOwnUser({ queues, topics }: BrokerContract, ways: readonly Way[]): boolean {
  return ways.length > 1 || queues.length + topics.length > 1;
}

function wayOf(edge: QueueEdge | TopicEdge): Way {
  return { access: edge.access, destination: destinationOf(edge) };
}
