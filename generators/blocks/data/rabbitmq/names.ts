import { userCredentials } from '../../../upstream/rabbitmq.ts';

/** How a user of a queue may use it. */
export type QueueAccess = 'publish' | 'consume';

/** Name of the Secret that the topology operator makes for a user, with the properties `username` and `password`. */
export function queueUserSecret(queue: string, access: QueueAccess): string {
  return userCredentials(`${queue}-${access}`);
}
