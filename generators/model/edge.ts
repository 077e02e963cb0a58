import type { AppId, Keys } from './appId.ts';
import type { Pool } from './pool.ts';

/**
 * A contract for stateful data, which a provider fulfils in each environment: apps know the contract, never the
 * provider.
 */
export interface Contract<K extends ContractKind = ContractKind> {
  readonly kind: K;
  readonly name: string;
  /** Of a database: accounts beside the one that apps share, by name, with what each may do there. */
  readonly accounts?: DatabaseAccounts;
}

/**
 * What an account of a database may do: `read` rows, `write` them as well, `monitor` the server, `replicate` by the log of
 * its changes. None lets it make, alter or own a table.
 */
export const commonRights = ['read', 'write', 'monitor', 'replicate'] as const;
export type CommonRight = (typeof commonRights)[number];
/** Rights of accounts of PostgreSQL. In other systems whoever makes accounts may give them more than it has itself. */
export const databaseRights = [...commonRights, 'create-roles'] as const;
export type DatabaseRight = (typeof databaseRights)[number];
export type DatabaseAccounts<R extends DatabaseRight = DatabaseRight> = Readonly<Record<string, readonly R[]>>;

/** Database systems. Apps use the protocol of one, so a contract is for exactly one. */
export const engines = ['postgresql', 'mysql', 'mongodb', 'cassandra'] as const;
export type Engine = (typeof engines)[number];
export type ContractKind = Engine | 'queue' | 'cache' | 'bucket' | 'logs' | 'search' | 'issuer' | 'server';

/**
 * The access to a database: `read-write` reaches the primary and `read-only` a replica, both possibly through a pooler;
 * `direct` reaches the primary without a pooler, for clients that need a session of their own.
 */
export type DatabaseAccess = 'read-write' | 'read-only' | 'direct';

/** The access to a bucket: `read`, `write` too, or `sign` as well, which makes addresses for others. */
export type BucketAccess = 'read' | 'write' | 'sign';

/** A dependency of an app. Declared once; NetworkPolicies, credentials and environment variables follow from it. */
export type Edge =
  | AppEdge
  | DatabaseEdge
  | QueueEdge
  | TopicEdge
  | { readonly to: 'cache'; readonly contract: Contract<'cache'>; readonly access?: 'work' }
  | { readonly to: 'bucket'; readonly contract: Contract<'bucket'>; readonly access: BucketAccess }
  | { readonly to: 'logs'; readonly contract: Contract<'logs'> }
  | { readonly to: 'search'; readonly contract: Contract<'search'> }
  | IssuerEdge
  | ServerEdge
  | InternetEdge
  | KeysEdge
  | { readonly to: 'cloud-identity' }
  | { readonly to: 'kubernetes-api' };

/** An edge to a database, with the pool of connections that each pod holds, where it holds one. */
export interface DatabaseEdge {
  readonly to: 'database';
  readonly contract: Contract<Engine>;
  readonly access: DatabaseAccess;
  /** The account of the contract that it logs in as. Absent: the one that apps share, which owns the database. */
  readonly account?: string;
  readonly pool?: Pool;
}

/** A contract for a broker of messages: its queues, of which the first is called like the contract, and its topics. */
export interface BrokerContract extends Contract<'queue'> {
  readonly queues: readonly string[];
  readonly topics: readonly string[];
}

/** An edge to a queue of a broker: each message goes to one of those who consume. */
export interface QueueEdge {
  readonly to: 'queue';
  readonly contract: BrokerContract;
  readonly queue: string;
  readonly access: 'publish' | 'consume';
  /** Of who consumes: other apps may consume the same queue, and all say so. */
  readonly shared?: true;
}

/** An edge to a topic of a broker: each message goes to every app that subscribes. */
export interface TopicEdge {
  readonly to: 'queue';
  readonly contract: BrokerContract;
  readonly topic: string;
  readonly access: 'publish' | 'subscribe';
}

/**
 * An edge to the keys of who signs tokens. With `optional`, the app runs also where nobody signs any, as on a standby
 * cluster.
 */
export interface IssuerEdge {
  readonly to: 'issuer';
  readonly contract: Contract<'issuer'>;
  readonly optional?: true;
}

/** An edge to a port of another app. With `optional`, the app runs also where the other one does not, or lacks the port. */
export interface AppEdge {
  readonly to: 'app';
  readonly app: AppId;
  readonly port: string;
  readonly optional?: true;
}

/**
 * A contract for a server that is no part of the cluster, and that settings place: a mail server, a directory, another
 * company's interface. `P` are its ports by name, `K` the keys of its entry in the secret manager.
 */
export interface ServerContract<P extends string = string, K extends string = string> extends Contract<'server'> {
  /** The numbers that its ports have where settings give no other. */
  readonly ports: Readonly<Record<P, number>>;
  readonly keys: Keys<K>;
}

/** An edge to a server outside the cluster. */
export interface ServerEdge<P extends string = string, K extends string = string> {
  readonly to: 'server';
  readonly contract: ServerContract<P, K>;
}

/** An edge to a service on the internet. */
export interface InternetEdge<K extends string = string> {
  readonly to: 'internet';
  /** The name of the service, and of its entry in the secret manager, `<prefix>-<name>`. */
  readonly name: string;
  readonly ports: readonly number[];
  /** The networks that it publishes, in CIDR notation. Absent: any address of the public internet. */
  readonly networks?: readonly string[];
  readonly keys: Keys<K>;
}

/** An edge to the keys of another app alone: the app reads what that one's entry in the secret manager holds. */
export interface KeysEdge<K extends string = string> {
  readonly to: 'keys';
  readonly app: Pick<AppId<string, K>, 'name' | 'tier' | 'keys'>;
}

/** An edge to a contract. */
export type ContractEdge = Extract<Edge, { contract: unknown }>;
