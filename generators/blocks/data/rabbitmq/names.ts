import type { BrokerContract } from '../../../model/edge.ts';
import { userCredentials } from '../../../upstream/rabbitmq.ts';
import { hasOwnUser, type Way } from './ways.ts';

/**
 * Name of an object in Kubernetes for a queue or topic: what is called like the contract has that name alone. Names of
 * contracts, queues, topics and apps have no dot, so no two objects of a kind have one name.
 */
export function objectName(contract: string, destination: string): string {
  return destination === contract ? contract : `${contract}.${destination}`;
}

/** The same for what has to do with its dead letters. */
export function deadObjectName(contract: string, destination: string): string {
  return destination === contract ? `${contract}-dead` : `${contract}.${destination}.dead`;
}

/** Name of the User of all that publish to the only queue of a broker, or consume it. */
export function commonUser(contract: string, access: Way['access']): string {
  return `${contract}-${access}`;
}

/** Name of the User of one app or job. */
export function ownUser(contract: string, app: string): string {
  return `${contract}.${app}`;
}

/** Name of the Secret that the topology operator makes for a user, with the properties `username` and `password`. */
export function userSecret(contract: BrokerContract, app: string, ways: readonly [Way, ...Way[]]): string {
  const { name } = contract;
  return userCredentials(hasOwnUser(contract, ways) ? ownUser(name, app) : commonUser(name, ways[0].access));
}

/** Name of the queue of a queue's dead letters, and of the exchange before it. Alerts know it by its end. */
export function deadLetters(queue: string): string {
  return `${queue}.dead`;
}
