/**
 * Ports of a node, including those between nodes and of the port mapper: https://www.rabbitmq.com/docs/networking#ports
 */
export const rabbitmqPorts = { amqp: 5672, management: 15672, metrics: 15692, mapper: 4369, nodes: 25672 } as const;

/** How a user of a queue may use it. */
export type QueueAccess = 'publish' | 'consume';

/** Name of the Secret that the topology operator makes for a user, with the properties `username` and `password`. */
export function queueUserSecret(queue: string, access: QueueAccess): string {
  return `${queue}-${access}-user-credentials`;
}
