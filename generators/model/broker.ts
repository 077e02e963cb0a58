import type { QueueEdge, TopicEdge } from './edge.ts';

/**
 * The queue or topic of an edge. Publishers write to the exchange of this name: a queue has one with its own name.
 */
export function destinationOf(edge: QueueEdge | TopicEdge): string {
  return 'topic' in edge ? edge.topic : edge.queue;
}

/**
 * The queue of a subscription, `<topic>.<app>`: each app or job has one of its own, so nobody can take a message of
 * somebody else. Names of queues, topics and apps have no dot.
 */
export function subscriptionQueue(topic: string, subscriber: string): string {
  return `${topic}.${subscriber}`;
}

/** What an app has at the other end of its edge: the queue that it reads, or the exchange that it writes to. */
export function endOf(edge: QueueEdge | TopicEdge, app: string): string {
  const destination = destinationOf(edge);
  return edge.access === 'subscribe' ? subscriptionQueue(destination, app) : destination;
}
